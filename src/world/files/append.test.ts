import fc from "fast-check";
import { expect, it } from "vitest";
import { appendBytes } from "./append.ts";

const bytes = fc.uint8Array({ maxLength: 5 });

it("leaves every version as it was, whichever of them grows next", () => {
  const growth = fc.array(fc.tuple(fc.nat(), bytes));
  fc.assert(
    fc.property(bytes, growth, (first, steps) => {
      const versions: Uint8Array[] = [first];
      const expected = [[...first]];
      for (const [which, more] of steps) {
        const at = which % versions.length;
        versions.push(appendBytes(versions[at] ?? first, more));
        expected.push([...(expected[at] ?? []), ...more]);
      }
      expect(versions.map((version) => [...version])).toEqual(expected);
    }),
  );
});

it("doesn't copy what grows bit by bit", () => {
  const grown = appendBytes(new Uint8Array(100), new Uint8Array(1));
  expect(appendBytes(grown, new Uint8Array([7])).buffer).toBe(grown.buffer);
});
