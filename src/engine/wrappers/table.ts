import { byteString, type ByteString } from "../bytes/index.ts";
import { limits } from "./limits.ts";
import { noNewline, noSeparator } from "./replies.ts";

/** What one line of hosts.allow or hosts.deny says. `line` is the number of its last line, if it goes over several. */
export type TableEntry =
  | {
      readonly kind: "rule";
      readonly line: number;
      /** What stands before the first colon: names of daemons. */
      readonly daemons: ByteString;
      /** What stands between the first and the second colon: clients. */
      readonly clients: ByteString;
      /** All that stands behind the second colon, the newline too; null if there is none. */
      readonly options: ByteString | null;
    }
  /** A line that is passed over with a warning. */
  | { readonly kind: "trouble"; readonly line: number; readonly text: ByteString };

/** Takes a table apart. Comments and blank lines aren't in it. */
// tcp_wrappers-7.6 hosts_access.c table_match
export function parseTable(bytes: Uint8Array): readonly TableEntry[] {
  return logicalLines(byteString(bytes)).flatMap(({ text, line }): readonly TableEntry[] => {
    if (!text.endsWith("\n")) return [{ kind: "trouble", line, text: noNewline }];
    if (text.startsWith("#") || /^[ \t\r\n]*$/.test(text)) return [];
    const [daemons, rest] = split_at(text, ":");
    if (rest === null) return [{ kind: "trouble", line, text: noSeparator }];
    const [clients, options] = split_at(rest, ":");
    return [{ kind: "rule", line, daemons, clients, options }];
  });
}

/** What stands before a delimiter and what behind it; null if it isn't there. */
// tcp_wrappers-7.6 misc.c split_at
export function split_at(
  text: ByteString,
  delimiter: ByteString,
): readonly [before: ByteString, behind: ByteString | null] {
  const at = text.indexOf(delimiter);
  return at === -1 ? [text, null] : [text.slice(0, at), text.slice(at + 1)];
}

interface LogicalLine {
  readonly text: ByteString;
  readonly line: number;
}

/** The lines of a table, with the newline of each; a backslash before a newline joins two, even of a comment. */
// tcp_wrappers-7.6 misc.c xgets; that it can't hang on a line of full length is a later correction.
function logicalLines(table: ByteString): readonly LogicalLine[] {
  const lines: LogicalLine[] = [];
  let line = 0;
  let text = "";
  for (let at = 0; at < table.length;) {
    const room = limits.ruleBytesMax - text.length - 1;
    const newline = table.indexOf("\n", at);
    const end = Math.min(newline === -1 ? table.length : newline + 1, at + room);
    const [piece = ""] = table.slice(at, end).split("\0", 1);
    at = end;
    text += piece;
    if (piece.endsWith("\n")) {
      line++;
      if (piece.endsWith("\\\n")) text = text.slice(0, -2);
      else {
        lines.push({ text, line });
        text = "";
      }
    }
    if (text.length >= limits.ruleBytesMax - 1) {
      lines.push({ text, line });
      text = "";
    }
  }
  return text === "" ? lines : [...lines, { text, line }];
}
