import { describe, expect, it } from "vitest";
import { foldsOf } from "./folds.ts";

const folded = (text: string) => foldsOf(text).map(({ line, lineEnd, kind }) => `${line}-${lineEnd} ${kind}`);

describe("foldsOf", () => {
  it.each<[string, string, string[]]>([
    ["three comments", "#\n# a\n#\na", ["1-3 comment"]],
    ["two comments", "#\n#\na", []],
    ["20 entries", `#\n${"a\n".repeat(20)}`, ["2-21 entries"]],
    ["19 entries", "a\n".repeat(19), []],
    ["20 entries with a blank line among them", `${"a\n".repeat(10)} \t\n${"a\n".repeat(10)}`, []],
    [
      "25 entries without a last line end, and comments",
      `#\n#\n#\n${"\na".repeat(25)}`,
      ["1-3 comment", "5-29 entries"],
    ],
    ["nothing", "", []],
  ])("of %s", (_what, text, expected) => {
    expect(folded(text)).toEqual(expected);
  });
});
