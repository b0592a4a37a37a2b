import { bytesOf, encodeByteString, type ByteString } from "../../engine/bytes/index.ts";
import { controlNames, type Configuration, type ConfigurationFile } from "../configuration.ts";
import { meantMending, withoutReturns, type Fault } from "../faults/index.ts";
import { fileLines } from "../file-lines.ts";
import type { FindingFix } from "./finding.ts";

/** What a fix does to one line: other lines in its place, or none. */
export function replaceLine(
  { path }: Pick<ConfigurationFile, "path">,
  line: number,
  { title, becomes }: { readonly title: string; readonly becomes: readonly ByteString[] },
): FindingFix {
  return { title, file: path, edits: [{ line, removes: 1, inserts: becomes }] };
}

/** What mends a fault; null if only its author knows what was meant. */
export function faultFix(file: ConfigurationFile, fault: Fault<string>): FindingFix | null {
  if (fault.isLineEnd) return unixLineEnds(file);
  const mending = meantMending(fault);
  if (mending === null) return null;
  const becomes = mending.becomes === null ? [] : mending.becomes.split("\n").map(encodeByteString);
  return replaceLine(file, mending.line ?? fault.line, { title: encodeByteString(mending.title), becomes });
}

/** Puts lines at the end of a file, or into one that is to be made. */
export function appendLines(
  path: ByteString,
  file: ConfigurationFile | null,
  { title, lines }: { readonly title: string; readonly lines: readonly ByteString[] },
): FindingFix {
  const line = file === null ? 1 : fileLines(file).count + 1;
  return { title, file: path, edits: [{ line, removes: 0, inserts: lines }] };
}

/** Takes the carriage returns from the ends of all lines. */
export function unixLineEnds(file: ConfigurationFile): FindingFix {
  const lines = fileLines(file);
  const inserts = Array.from({ length: lines.count }, (_, index) => withoutReturns(lines.line(index + 1)));
  return {
    title: "Use Unix line ends in the whole file",
    file: file.path,
    edits: [{ line: 1, removes: lines.count, inserts }],
  };
}

/** The configuration after a fix. One of a file that isn't in it changes nothing. */
export function applyFix(configuration: Configuration, { file: path, edits }: FindingFix): Configuration {
  const edited = (file: ConfigurationFile | null): ConfigurationFile | null =>
    file?.path === path ? { ...file, bytes: editedBytes(file, edits) } : file;
  const { rules, run, control } = configuration;
  return {
    ...configuration,
    rules: edited(rules),
    run: edited(run),
    control: editedControl(control, path, edits),
  };
}

function editedControl(
  control: Configuration["control"],
  path: ByteString,
  edits: FindingFix["edits"],
): Configuration["control"] {
  if (control === null) return null;
  const changed = { ...control };
  for (const name of controlNames) {
    const file = control[name];
    const isMade = file === undefined && path === controlPath(control, name);
    if (file?.path !== path && !isMade) continue;
    const before = file ?? { path, bytes: new Uint8Array(), modifiedAt: null };
    changed[name] = { ...before, bytes: editedBytes(before, edits) };
  }
  return changed;
}

/** Where a file of control/ is, or would be: beside the others. */
export function controlPath(
  control: NonNullable<Configuration["control"]>,
  name: (typeof controlNames)[number],
): ByteString {
  const given = control[name];
  if (given !== undefined) return given.path;
  const beside = Object.values(control).at(0)?.path ?? "control/";
  return `${beside.slice(0, beside.lastIndexOf("/") + 1)}${name}`;
}

function editedBytes(file: ConfigurationFile, edits: FindingFix["edits"]): Uint8Array {
  const { bytes } = file;
  const { count, start } = fileLines(file);
  const parts: Uint8Array[] = [];
  let at = 1;
  const keepBefore = (line: number): void => {
    if (line <= at) return;
    const kept = bytes.subarray(start(at), start(line));
    parts.push(kept);
    if (kept.length > 0 && kept.at(-1) !== LF) parts.push(Uint8Array.of(LF));
    at = line;
  };
  for (const { line, removes, inserts } of edits.toSorted((one, other) => one.line - other.line)) {
    keepBefore(line);
    parts.push(bytesOf(inserts.map((insert) => `${insert}\n`).join("")));
    at += removes;
  }
  keepBefore(count + 1);
  const all = joined(parts);
  // A last line that no LF ends stays so, unless something is put behind it.
  const isEndKept = bytes.length > 0 && bytes.at(-1) !== LF && edits.every(({ line }) => line <= count);
  return isEndKept && all.at(-1) === LF ? all.subarray(0, -1) : all;
}

const LF = 10;

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
