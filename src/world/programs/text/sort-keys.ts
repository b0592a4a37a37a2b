import type { ByteString } from "../../../engine/bytes/index.ts";

/** How a key, or a whole line, is compared. */
export interface Ordering {
  readonly isNumeric: boolean;
  readonly isReversed: boolean;
  readonly foldsCase: boolean;
  readonly skipsBlanks: boolean;
}

/** A part of each line. Fields and characters count from 1; character 0 of the end is the field's last. */
export interface SortKey {
  readonly start: { readonly field: number; readonly character: number };
  readonly end: { readonly field: number; readonly character: number } | null;
  /** Null: as the options say that stand alone. */
  readonly ordering: Ordering | null;
}

/** Reads what -k says, such as `2`, `2,2n` or `1.3,1.5`; or tells what is wrong with it. */
// POSIX.1-2017 XCU sort; the words are those of coreutils-9.1 src/sort.c
export function parseKey(text: string): SortKey | string {
  const [, field, character = "1", letters = "", endField, endCharacter = "0", endLetters = ""] =
    /^(\d{1,6})(?:\.(\d{1,6}))?([bfnr]*)(?:,(\d{1,6})(?:\.(\d{1,6}))?([bfnr]*))?$/.exec(text) ?? [];
  if (field === undefined)
    return /^\d/.test(text)
      ? `stray character in field spec: invalid field specification '${text}'`
      : `invalid number at field start: invalid count at start of '${text}'`;
  if (Number(field) === 0 || endField === "0")
    return `field number is zero: invalid field specification '${text}'`;
  if (Number(character) === 0) return `character offset is zero: invalid field specification '${text}'`;
  return {
    start: { field: Number(field), character: Number(character) },
    end: endField === undefined ? null : { field: Number(endField), character: Number(endCharacter) },
    ordering: letters + endLetters === "" ? null : orderingOf(letters + endLetters),
  };
}

export function orderingOf(letters: string): Ordering {
  return {
    isNumeric: letters.includes("n"),
    isReversed: letters.includes("r"),
    foldsCase: letters.includes("f"),
    skipsBlanks: letters.includes("b"),
  };
}

/** What of a line a key is, where fields are parted by `separator`, or, if that's null, begin with their blanks. */
export function keyOf(
  line: ByteString,
  { start, end }: SortKey,
  { separator, skipsBlanks }: { readonly separator: string | null; readonly skipsBlanks: boolean },
): ByteString {
  const bounds = fieldsOf(line, separator);
  const first = bounds[start.field - 1];
  if (first === undefined) return "";
  const [fieldStart] = first;
  const blanks = skipsBlanks ? (/^[ \t]*/.exec(line.slice(fieldStart))?.[0].length ?? 0) : 0;
  const from = fieldStart + blanks + start.character - 1;
  if (end === null) return line.slice(from);
  const last = bounds[end.field - 1];
  if (last === undefined) return line.slice(from);
  const [endStart, endEnd] = last;
  return line.slice(from, end.character === 0 ? endEnd : Math.min(line.length, endStart + end.character));
}

function fieldsOf(line: ByteString, separator: string | null): readonly (readonly [number, number])[] {
  const bounds: [number, number][] = [];
  if (separator === null) {
    for (const { index, 0: found } of line.matchAll(/[ \t]*[^ \t]+|[ \t]+$/g))
      bounds.push([index, index + found.length]);
    return bounds;
  }
  let at = 0;
  for (const part of line.split(separator)) {
    bounds.push([at, at + part.length]);
    at += part.length + separator.length;
  }
  return bounds;
}

/** Negative if `left` comes before `right`. */
export function compareBy(left: ByteString, right: ByteString, ordering: Ordering): number {
  const { isNumeric, isReversed, foldsCase, skipsBlanks } = ordering;
  const order = (one: ByteString): ByteString => {
    const bare = skipsBlanks ? one.replace(/^[ \t]+/, "") : one;
    return foldsCase ? bare.replace(/[a-z]/g, (letter) => letter.toUpperCase()) : bare;
  };
  const result = isNumeric ? numberOf(left) - numberOf(right) : compareBytes(order(left), order(right));
  return isReversed ? -result : result;
}

export function compareBytes(left: ByteString, right: ByteString): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function numberOf(text: ByteString): number {
  return Number(/^\s*(-?\d{1,15}(?:\.\d+)?)/.exec(text)?.[1] ?? "0");
}
