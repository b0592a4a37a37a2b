import { changeBetween } from "./change.ts";
import type { Fix, TextEdit } from "./language.ts";

/** A change to one line: what it becomes (of several lines, if it holds LF), or null for a line that goes. */
export interface Mending {
  readonly title: string;
  readonly becomes: string | null;
}

/** The fix that makes line `number` (from 1) of `lines` what the mending says, and leaves the rest of it alone. */
export function lineFix(lines: readonly string[], number: number, { title, becomes }: Mending): Fix {
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

/**
 * The fix that takes the carriage returns from the ends of all lines. One object does for all problems of a text, since
 * it may have as many edits as that has lines.
 */
export function unixLineEnds(lines: readonly string[]): Fix {
  const edits = lines.flatMap((content, index) => {
    const from = withoutLineEnd(content).length;
    if (!content.includes("\r", from)) return [];
    const line = index + 1;
    return { line, column: from + 1, lineEnd: line, columnEnd: content.length + 1, text: "" };
  });
  return { title: "Use Unix line ends in the whole file", edits };
}

/** A line without the blanks, tabs and carriage returns at its end. */
export function withoutLineEnd(line: string): string {
  return trimmedEnd(line, " \t\r");
}

/** A text without those of the given characters that it ends with. */
export function trimmedEnd(text: string, characters: string): string {
  // A regular expression would take quadratic time on long runs of them inside.
  let end = text.length;
  while (end > 0 && characters.includes(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

/** What a mending is judged by: the name of a problem, and whether it is an error. */
export interface Found {
  readonly id: string;
  readonly isError: boolean;
}

/**
 * The mendings of a line's problem `id` that keep their promise: the problem is gone, and no error comes in its place.
 * `problemsOf` tells what is found in a text that has this line only.
 */
export function soundMendings(
  { id, content }: { readonly id: string; readonly content: string },
  mendings: readonly Mending[],
  problemsOf: (text: string) => readonly Found[],
): readonly Mending[] {
  const errorsBefore = new Set(problemsOf(content).flatMap((found) => (found.isError ? found.id : [])));
  const seen = new Set<string | null>([content]);
  return mendings.filter(({ becomes }) => {
    if (seen.has(becomes)) return false;
    seen.add(becomes);
    const after = becomes === null ? [] : problemsOf(becomes);
    return after.every((found) => found.id !== id && (!found.isError || errorsBefore.has(found.id)));
  });
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
