import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyFix, lineFix, unixLineEnds } from "./fixes.ts";

const edit = (line: number, column: number, lineEnd: number, columnEnd: number, text = "") => ({
  line,
  column,
  lineEnd,
  columnEnd,
  text,
});

describe("applyFix", () => {
  it.each([
    ["ab\ncd", [edit(2, 1, 2, 1, "x")], "ab\nxcd"],
    ["ab\ncd", [edit(1, 3, 2, 1)], "abcd"],
    ["ab\ncd\n", [edit(2, 2, 2, 3, "x"), edit(1, 1, 1, 2)], "b\ncx\n"],
    ["ab", [edit(1, 9, 1, 12, "x"), edit(7, 1, 7, 1, "y")], "abxy"],
    ["", [edit(1, 1, 1, 1, "x")], "x"],
  ])("edits %j", (text, edits, expected) => {
    expect(applyFix(text, { title: "", edits })).toBe(expected);
  });
});

describe("lineFix", () => {
  it("makes a line another and leaves all others, whatever they are", () => {
    const lines = fc.array(
      fc.string({ unit: "binary" }).map((line) => line.replaceAll("\n", "")),
      {
        minLength: 1,
      },
    );
    fc.assert(
      fc.property(lines, fc.nat(), fc.option(fc.string({ unit: "binary" })), (texts, any, becomes) => {
        const at = any % texts.length;
        const fixed = applyFix(texts.join("\n"), lineFix(texts, at + 1, { title: "", becomes }));
        const expected = becomes === null ? texts.toSpliced(at, 1) : texts.toSpliced(at, 1, becomes);
        expect(fixed).toBe(expected.join("\n"));
      }),
    );
  });
});

describe("unixLineEnds", () => {
  it("takes what a carriage return ends a line with, and no other", () => {
    const text = "a\r\nb \r \r\nc \n\r\nd\re\n\r";
    expect(applyFix(text, unixLineEnds(text.split("\n")))).toBe("a\nb\nc \n\nd\re\n");
  });
});
