import { lowerAscii, type ByteString } from "../bytes/index.ts";
import type { ControlEntry } from "./control.ts";

/** A set of byte strings in which A to Z are the same as a to z; each knows the line that it came from. */
export interface ConstMap {
  readonly lineOf: ReadonlyMap<ByteString, number>;
}

/** Of entries that are the same, the last one is found. */
// qmail-1.03 constmap.c constmap_init
export function constmap_init(entries: readonly ControlEntry[]): ConstMap {
  const lineOf = new Map<ByteString, number>();
  for (const { text, line } of entries) lineOf.set(lowerAscii(text), line);
  return { lineOf };
}

/** The line of the entry that is `key`, counted from 1; null if there is none. */
// qmail-1.03 constmap.c constmap
export function constmap(map: ConstMap, key: ByteString): number | null {
  return map.lineOf.get(lowerAscii(key)) ?? null;
}

/** A set of byte strings, each with a value; the same case folding. */
export interface ConstMapOfValues {
  readonly values: ReadonlyMap<ByteString, { readonly value: ByteString; readonly line: number }>;
}

/** Each entry's part before its first ":" leads to the rest. An entry without one is left out; of equal ones the last counts. */
// qmail-1.03 constmap.c constmap_init, flagcolon
export function constmap_init_colon(entries: readonly ControlEntry[]): ConstMapOfValues {
  const values = new Map<ByteString, { readonly value: ByteString; readonly line: number }>();
  for (const { text, line } of entries) {
    const colon = text.indexOf(":");
    if (colon !== -1) values.set(lowerAscii(text.slice(0, colon)), { value: text.slice(colon + 1), line });
  }
  return { values };
}

/** The value that `key` leads to, and the line that says so; null if there is none. */
// qmail-1.03 constmap.c constmap
export function constmap_value(
  map: ConstMapOfValues,
  key: ByteString,
): { readonly value: ByteString; readonly line: number } | null {
  return map.values.get(lowerAscii(key)) ?? null;
}
