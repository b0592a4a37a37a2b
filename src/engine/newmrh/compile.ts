import { byteString, lowerAscii, type ByteString } from "../bytes/index.ts";
import { makeCdb } from "../cdb/index.ts";

/** Compiles morercpthosts. `lineOf` gives the line, counted from 1, of a key as it is looked up (lowered). */
// qmail-1.03 qmail-newmrh.c main
export function compileMorercpthosts(text: Uint8Array): {
  readonly cdb: Uint8Array;
  readonly lineOf: (key: ByteString) => number | null;
} {
  const records: [ByteString, ByteString][] = [];
  const lines = new Map<ByteString, number>();
  byteString(text)
    .split("\n")
    .forEach((line, index) => {
      const entry = lowerAscii(line).replace(/[ \t]+$/, "");
      if (entry === "" || entry.startsWith("#")) return;
      records.push([entry, ""]);
      if (!lines.has(entry)) lines.set(entry, index + 1);
    });
  return { cdb: makeCdb(records), lineOf: (key) => lines.get(key) ?? null };
}
