import fc from "fast-check";
import { expect, test } from "vitest";
import { appendBytes } from "./join.ts";

test("appending gives both, one behind the other, whatever was appended before, and changes nothing", () => {
  const step = fc.record({ to: fc.nat(), more: fc.uint8Array({ maxLength: 9 }) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const made: { readonly bytes: Uint8Array; readonly plain: readonly number[] }[] = [
        { bytes: new Uint8Array(), plain: [] },
      ];
      for (const { to, more } of steps) {
        const old = made[to % made.length];
        if (old === undefined) throw new Error("nothing to append to");
        made.push({ bytes: appendBytes(old.bytes, more), plain: [...old.plain, ...more] });
      }
      for (const { bytes, plain } of made) expect([...bytes]).toEqual(plain);
    }),
  );
});

test("appending a thousand times copies what is there a few times only", () => {
  const buffers = new Set<ArrayBufferLike>();
  let bytes: Uint8Array = new Uint8Array();
  for (let count = 0; count < 1000; count++) {
    bytes = appendBytes(bytes, new Uint8Array(10));
    buffers.add(bytes.buffer);
  }
  expect(buffers.size).toBeLessThan(15);
});
