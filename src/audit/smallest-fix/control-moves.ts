import {
  appendLines,
  controlPath,
  examine,
  fileLines,
  hostedDomains,
  type LineEdit,
} from "../findings/index.ts";
import { mendedEntry } from "../faults/index.ts";
import { lowerAscii, type ByteString } from "../../engine/bytes/index.ts";
import { domainKeys } from "../suffix-set.ts";
import type { Configuration, ConfigurationFile, ControlName } from "../configuration.ts";
import type { Move } from "./draft.ts";

/** What may make rcpthosts take a domain (in small letters) that it doesn't list. */
export function* listingMoves(configuration: Configuration, domain: ByteString): Generator<Move, void> {
  const { control } = configuration;
  if (control === null) return;
  const file = control.rcpthosts ?? null;
  const path = controlPath(control, "rcpthosts");
  const added = appendLines(path, file, { title: `List ${domain} in rcpthosts`, lines: [domain] });
  yield { ...added, step: null };
  if (file !== null) yield* mendingMoves(file, domain);
  yield* compileMoreMoves(configuration);
}

/** Compiles morercpthosts, if it was given. */
export function* compileMoreMoves({ control }: Configuration): Generator<Move, void> {
  if (control?.morercpthosts === undefined) return;
  const title = "Compile morercpthosts with qmail-newmrh";
  yield { title, file: null, edits: [], step: "compile morercpthosts" };
}

/** Entries that were to be for this domain, and have something wrong with them. */
function* mendingMoves(file: ConfigurationFile, domain: ByteString): Generator<Move, void> {
  if (file.bytes.length > MENDED_BYTES_MAX) return;
  const keys = new Set(domainKeys(domain));
  const { count, line: textAt } = fileLines(file);
  for (let line = 1; line <= count; line++) {
    const entry = textAt(line).replace(/[\r \t]+$/, "");
    if (entry === "" || entry.startsWith("#") || !lowerAscii(entry).includes(domain)) continue;
    const becomes = mendedEntry("rcpthosts", entry) ?? [];
    if (!becomes.some((one) => keys.has(lowerAscii(one)))) continue;
    const edits = [{ line, removes: 1, inserts: becomes }];
    yield { title: `Write ${becomes.join(" and ")} in rcpthosts`, file: file.path, edits, step: null };
  }
}

/** In a larger file faulty entries aren't looked for. */
const MENDED_BYTES_MAX = 2 ** 20;

/** What takes an entry (in small letters) out of a list of domains or senders, however often it's there. */
export function* unlistingMoves(
  { control }: Configuration,
  name: ControlName,
  entry: ByteString,
): Generator<Move, void> {
  const file = control?.[name];
  if (file === undefined) return;
  const { count, line: textAt } = fileLines(file);
  const edits: LineEdit[] = [];
  for (let line = 1; line <= count; line++)
    if (lowerAscii(textAt(line)).replace(/[ \t]+$/, "") === entry)
      edits.push({ line, removes: 1, inserts: [] });
  if (edits.length === 0) return;
  const step = name === "morercpthosts" ? "compile morercpthosts" : null;
  yield { title: `Remove ${entry} from ${name}`, file: file.path, edits, step };
}

/** An rcpthosts of what is hosted here, where there's none; nothing if nothing is known to be. */
export function* closingMoves(configuration: Configuration): Generator<Move, void> {
  const { control } = examine(configuration);
  if (control === null || control.files.rcpthosts !== undefined) return;
  const domains = [...new Set(hostedDomains(control).map(({ domain }) => domain))];
  if (domains.length === 0) return;
  const path = controlPath(control.files, "rcpthosts");
  const title = "List the domains that are hosted here in rcpthosts";
  yield { ...appendLines(path, null, { title, lines: domains }), step: null };
}
