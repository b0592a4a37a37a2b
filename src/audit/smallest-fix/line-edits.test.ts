import type { LineEdit } from "../findings/index.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { composed, editSize } from "./line-edits.ts";

function edited(lines: readonly string[], edits: readonly LineEdit[]): readonly string[] {
  const result: string[] = [];
  let at = 1;
  for (const { line, removes, inserts } of edits.toSorted((one, other) => one.line - other.line)) {
    result.push(...lines.slice(at - 1, line - 1), ...inserts);
    at = line + removes;
  }
  return [...result, ...lines.slice(at - 1)];
}

const inserts = fc.array(fc.constantFrom("x", "y"), { maxLength: 2 });
function editsFor(count: number): fc.Arbitrary<readonly LineEdit[]> {
  const edit = fc
    .record({
      line: fc.integer({ min: 1, max: count + 1 }),
      removes: fc.integer({ min: 0, max: 2 }),
      inserts,
    })
    .map((one) => ({ ...one, removes: Math.min(one.removes, count + 1 - one.line) }));
  return fc
    .array(edit, { maxLength: 3 })
    .map((all) =>
      all.filter(({ line }, index) =>
        all.slice(0, index).every((other) => line >= other.line + 3 || line + 3 <= other.line),
      ),
    );
}

describe("edits one after another", () => {
  it("are as one edit of the lines before both", () => {
    const lines = ["a", "b", "c", "d", "e", "f", "g", "h"];
    const both = editsFor(lines.length).chain((first) =>
      fc.tuple(fc.constant(first), editsFor(edited(lines, first).length)),
    );
    fc.assert(
      fc.property(both, ([first, second]) => {
        const once = composed(first, second, lines.length);
        expect(edited(lines, once)).toEqual(edited(edited(lines, first), second));
      }),
    );
  });

  it("put lines in front of one that is replaced at the same place", () => {
    const edits = [
      { line: 2, removes: 0, inserts: ["new"] },
      { line: 2, removes: 1, inserts: ["B"] },
    ];
    expect(composed(edits, [], 3)).toEqual([{ line: 2, removes: 1, inserts: ["new", "B"] }]);
  });
});

describe("the size of an edit", () => {
  const lines = ["ten.:allow", "other"];
  const line = (number: number): string => lines[number - 1] ?? "";
  it.each<[LineEdit, number, number]>([
    [{ line: 1, removes: 1, inserts: ["ten.:deny"] }, 1, 9],
    [{ line: 1, removes: 1, inserts: ["10.:allow"] }, 1, 5],
    [{ line: 2, removes: 1, inserts: [] }, 1, 6],
    [{ line: 3, removes: 0, inserts: ["a", "bc"] }, 2, 5],
    [{ line: 1, removes: 2, inserts: ["x"] }, 2, 17],
  ])("%j: %i lines, %i bytes", (edit, size, bytes) => {
    expect(editSize([edit], line)).toEqual({ lines: size, bytes });
  });
});
