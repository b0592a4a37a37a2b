import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clusters } from "./cells.ts";
import { wrapWords } from "./wrap-words.ts";

describe("wrapWords", () => {
  it.each([
    ["fits as it is", 13, "fits as it is"],
    ["one two three", 8, "one two\nthree"],
    ["one two three", 7, "one two\nthree"],
    ["one two three", 6, "one\ntwo\nthree"],
    ["first line\nsecond line", 7, "first\nline\nsecond\nline"],
    ["  indented by two", 10, "  indented\nby two"],
    ["a  b  c", 4, "a  b\nc"],
    ["a averyveryverylongword b", 6, "a\naveryveryverylongword\nb"],
    ["日本 日本", 8, "日本\n日本"],
    ["ends with blanks   ", 16, "ends with blanks   "],
    ["", 10, ""],
    ["\n\n", 10, "\n\n"],
  ])("of %j at %d columns is %j", (text, columns, expected) => {
    expect(wrapWords(text, columns)).toBe(expected);
  });

  it("keeps every word and makes no line too long that could be broken", () => {
    const word = fc.string({ unit: fc.constantFrom("a", "日", "e\u0301", "-"), minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(fc.array(word), fc.integer({ min: 2, max: 30 }), (words, columns) => {
        const wrapped = wrapWords(words.join(" "), columns);
        expect(wrapped.split(/[ \n]/).filter((part) => part !== "")).toEqual(words);
        for (const line of wrapped.split("\n")) {
          const cells = clusters(line).reduce((sum, { width }) => sum + width, 0);
          expect(cells <= columns || !line.includes(" ")).toBe(true);
        }
      }),
    );
  });
});
