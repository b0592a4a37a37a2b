import { byteString, type ByteString } from "../bytes/index.ts";
import type { FileRead } from "../program/index.ts";
import type { Note } from "../trace/index.ts";
import { scan_ulong } from "./scan.ts";

/** How control files are reached, and who wants to know what was found in them (null: nobody). */
export interface ControlSource {
  readonly readFile: (path: ByteString) => FileRead;
  readonly note: ((note: Note) => void) | null;
}

/** The three results of reading a control file. `unreadable` is every failure other than that it doesn't exist. */
export type ControlRead<Value> =
  | { readonly kind: "present"; readonly value: Value }
  | { readonly kind: "absent" }
  | { readonly kind: "unreadable" };

/** An entry of a list, and the line of the file that it stands on, counted from 1. */
export interface ControlEntry {
  readonly text: ByteString;
  readonly line: number;
}

/** The first line of a file without the blanks at its end. An empty file gives "". */
// qmail-1.03 control.c control_readline
export function control_readline(source: ControlSource, path: ByteString): ControlRead<ByteString> {
  const file = openControl(source.readFile(path));
  const line = file.kind === "present" ? { kind: file.kind, value: firstLine(file.value) } : file;
  source.note?.({
    kind: "control-read",
    upstream: "control.c control_readline",
    file: path,
    found: line.kind === "absent" ? "missing" : line.kind,
    value: line.kind === "present" ? line.value : null,
    entries: null,
  });
  return line;
}

/** {@link control_readline}, with the line of control/me in place of a file that doesn't exist. */
// qmail-1.03 control.c control_rldef
export function control_rldef(
  source: ControlSource,
  path: ByteString,
  me: ControlRead<ByteString>,
): ControlRead<ByteString> {
  const line = control_readline(source, path);
  return line.kind === "absent" ? me : line;
}

/** The number that the first line starts with, modulo 2^32. A line that doesn't start with a digit counts as absent. */
// qmail-1.03 control.c control_readint
export function control_readint(source: ControlSource, path: ByteString): ControlRead<number> {
  const line = control_readline(source, path);
  if (line.kind !== "present") return line;
  const { value, length } = scan_ulong(line.value);
  return length === 0 ? { kind: "absent" } : { kind: "present", value };
}

/**
 * The lines of a list without the blanks at their ends; empty lines and those whose first byte is "#" are left out. A
 * NUL ends an entry and starts another one, since the original keeps its entries apart by NULs.
 */
// qmail-1.03 control.c control_readfile
export function control_readfile(
  source: ControlSource,
  path: ByteString,
): ControlRead<readonly ControlEntry[]> {
  const file = openControl(source.readFile(path));
  const list = file.kind === "present" ? { kind: file.kind, value: entriesOf(byteString(file.value)) } : file;
  source.note?.({
    kind: "control-read",
    upstream: "control.c control_readfile",
    file: path,
    found: list.kind === "absent" ? "missing" : list.kind,
    value: null,
    entries: list.kind === "present" ? list.value.length : null,
  });
  return list;
}

/** The three results of opening a file: what's there, that it isn't there, or that it can't be read. */
export function openControl(file: FileRead): ControlRead<Uint8Array> {
  if (file.kind === "read") return { kind: "present", value: file.bytes };
  return { kind: file.error === "ENOENT" ? "absent" : "unreadable" };
}

function firstLine(bytes: Uint8Array): ByteString {
  const end = bytes.indexOf(LF);
  return stripTrailingBlanks(byteString(bytes, 0, end === -1 ? bytes.length : end));
}

function entriesOf(text: ByteString): readonly ControlEntry[] {
  const entries: ControlEntry[] = [];
  let line = 0;
  for (let at = 0; at < text.length;) {
    const newline = text.indexOf("\n", at);
    const end = newline === -1 ? text.length : newline;
    const stripped = stripTrailingBlanks(text.slice(at, end));
    at = end + 1;
    line++;
    const first = stripped.charCodeAt(0);
    if (stripped === "" || first === NUL || first === HASH) continue;
    if (!stripped.includes("\0")) entries.push({ text: stripped, line });
    else for (const part of stripped.split("\0")) entries.push({ text: part, line });
  }
  return entries;
}

// A regular expression would take quadratic time on a line with long runs of blanks inside.
function stripTrailingBlanks(line: ByteString): ByteString {
  let end = line.length;
  while (end > 0 && BLANKS.includes(line.charAt(end - 1))) end--;
  return line.slice(0, end);
}

const NUL = 0;
const LF = 0x0a;
const HASH = 0x23;
const BLANKS = " \t\n";
