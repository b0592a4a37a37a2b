import { bytesOf, type ByteString } from "../../engine/bytes/index.ts";
import { controlNames, type Configuration, type ConfigurationFile } from "../configuration.ts";
import { fileLines } from "./file-lines.ts";
import type { FindingFix, LineEdit } from "./finding.ts";

/** What a fix does to one line: other lines in its place, or none. */
export function replaceLine(
  { path }: Pick<ConfigurationFile, "path">,
  line: number,
  { title, becomes }: { readonly title: string; readonly becomes: readonly ByteString[] },
): FindingFix {
  return { title, file: path, edits: [{ line, removes: 1, inserts: becomes }] };
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

/**
 * Takes the carriage returns from the ends of all lines. All lines of a large file take much memory, so they are made each
 * time that somebody asks for them.
 */
export function unixLineEnds(file: ConfigurationFile): FindingFix {
  const lines = fileLines(file);
  const edit: LineEdit = {
    line: 1,
    removes: lines.count,
    get inserts() {
      return Array.from({ length: lines.count }, (_, index) => withoutReturns(lines.line(index + 1)));
    },
  };
  wholeFiles.set(edit, file.bytes);
  return { title: "Use Unix line ends in the whole file", file: file.path, edits: [edit] };
}

/** What edits by {@link unixLineEnds} are for, so that they can be done without the lines. */
const wholeFiles = new WeakMap<LineEdit, Uint8Array>();

function bytesWithUnixLineEnds(bytes: Uint8Array): Uint8Array {
  const kept = new Uint8Array(bytes.length + 1);
  let count = 0;
  const endLine = (): void => {
    while (count > 0 && kept[count - 1] === CR) count--;
    kept[count++] = LF;
  };
  for (const byte of bytes) {
    if (byte === LF) endLine();
    else kept[count++] = byte;
  }
  if (bytes.length > 0 && bytes.at(-1) !== LF) endLine();
  return kept.slice(0, count);
}

/** Without the blanks and carriage returns that stand from the first of these on to the end. */
function withoutReturns(line: ByteString): ByteString {
  let end = line.length;
  while (end > 0 && line.charAt(end - 1) === "\r") end--;
  return line.slice(0, end);
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
  const [first, ...others] = edits;
  if (first !== undefined && others.length === 0 && wholeFiles.get(first) === file.bytes)
    return bytesWithUnixLineEnds(file.bytes);
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
  return joined(parts);
}

const LF = 10;
const CR = 13;

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
