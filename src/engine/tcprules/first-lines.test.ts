import fc from "fast-check";
import { expect, test } from "vitest";
import { bytesOf } from "../bytes/index.ts";
import { FirstLines } from "./first-lines.ts";

test("the first line of a key is what a Map of all keys has", () => {
  const keys = fc.array(fc.tuple(fc.stringMatching(/^[ab1.]{0,3}$/), fc.boolean()), { maxLength: 400 });
  fc.assert(
    fc.property(keys, (all) => {
      const source = bytesOf(all.map(([key]) => key).join(""));
      const seen = new FirstLines(source);
      const first = new Map<string, number>();
      let at = 0;
      all.forEach(([key, isOfRange], index) => {
        const line = index + 1;
        if (!first.has(key)) first.set(key, line);
        const found = isOfRange ? seen.addOfRange(key, line) : seen.add(at, at + key.length, line);
        expect(found).toBe(first.get(key));
        at += key.length;
      });
    }),
  );
});

test("many keys stay apart", () => {
  const keys = Array.from({ length: 5000 }, (_, number) => `10.${number >> 8}.${number & 255}.`);
  const source = bytesOf(keys.join(""));
  const seen = new FirstLines(source);
  for (const round of [0, 1]) {
    let at = 0;
    keys.forEach((key, index) => {
      expect(seen.add(at, at + key.length, index + 1 + round * keys.length)).toBe(index + 1);
      at += key.length;
    });
  }
});
