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
