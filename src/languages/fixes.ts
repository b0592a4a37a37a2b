import { withoutReturns, type FindingFix, type LineEdit, type Mending } from "../audit/index.ts";
import { decodeByteString } from "../engine/bytes/index.ts";
import { changeBetween } from "./change.ts";
import type { Fix, TextEdit } from "./language.ts";

/** The fix that makes line `number` (from 1) of `lines` what the mending says, and leaves the rest of it alone. */
export function lineFix(
  lines: readonly string[],
  number: number,
  { title, becomes }: Pick<Mending, "title" | "becomes">,
): Fix {
  const content = lines[number - 1] ?? "";
  if (becomes === null) return { title, edits: [removal(lines, number)] };
  const change = changeBetween(content, becomes);
  if (change === null) return { title, edits: [] };
  const place = { line: number, column: change.from + 1, lineEnd: number, columnEnd: change.to + 1 };
  return { title, edits: [{ ...place, text: change.text }] };
}

// The line goes with its LF; the last one, which has none, with the one before.
function removal(lines: readonly string[], number: number): TextEdit {
  if (number < lines.length) return { line: number, column: 1, lineEnd: number + 1, columnEnd: 1, text: "" };
  const columnEnd = (lines[number - 1] ?? "").length + 1;
  if (number === 1) return { line: 1, column: 1, lineEnd: 1, columnEnd, text: "" };
  const column = (lines[number - 2] ?? "").length + 1;
  return { line: number - 1, column, lineEnd: number, columnEnd, text: "" };
}

/** A finding's fix of the text that `lines` are of. */
export function findingFix(lines: readonly string[], { title, edits }: FindingFix): Fix {
  return { title: decodeByteString(title), edits: edits.flatMap((edit) => textEdits(lines, edit)) };
}

function textEdits(lines: readonly string[], { line, removes, inserts }: LineEdit): readonly TextEdit[] {
  const texts = inserts.map((insert) => decodeByteString(insert));
  if (removes === 0) {
    const last = lines.at(-1) ?? "";
    // Behind a last line without LF comes one.
    const isBehind = line >= lines.length && last !== "";
    const at = isBehind
      ? { line: lines.length, column: last.length + 1, lineEnd: lines.length, columnEnd: last.length + 1 }
      : { line, column: 1, lineEnd: line, columnEnd: 1 };
    return [{ ...at, text: `${isBehind ? "\n" : ""}${texts.join("\n")}\n` }];
  }
  const becomes = (at: number): string | null => (at > 0 || texts.length === 0 ? null : texts.join("\n"));
  return Array.from(
    { length: removes },
    (_, at) => lineFix(lines, line + at, { title: "", becomes: becomes(at) }).edits,
  ).flat();
}

/**
 * The fix that takes the carriage returns from the ends of all lines. One object does for all problems of a text, since
 * it may have as many edits as that has lines.
 */
export function unixLineEnds(lines: readonly string[]): Fix {
  const edits = lines.flatMap((content, index) => {
    const from = withoutReturns(content).length;
    if (from === content.length) return [];
    const line = index + 1;
    return { line, column: from + 1, lineEnd: line, columnEnd: content.length + 1, text: "" };
  });
  return { title: "Use Unix line ends in the whole file", edits };
}

/** The text after a fix. An edit outside of the text does what can be done of it. */
export function applyFix(text: string, { edits }: Fix): string {
  const starts = [0];
  for (let at = text.indexOf("\n"); at !== -1; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  const offset = (line: number, column: number): number => {
    const start = starts[line - 1];
    const end = (starts[line] ?? text.length + 1) - 1;
    return start === undefined ? text.length : Math.min(start + column - 1, end);
  };
  const parts: string[] = [];
  let at = 0;
  for (const edit of edits.toSorted((one, other) => one.line - other.line || one.column - other.column)) {
    parts.push(text.slice(at, offset(edit.line, edit.column)), edit.text);
    at = offset(edit.lineEnd, edit.columnEnd);
  }
  return parts.join("") + text.slice(at);
}
