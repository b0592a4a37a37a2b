import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changeBetween } from "./change.ts";

describe("changeBetween", () => {
  it.each([
    ["abc", "abc", null],
    ["abc", "abXc", { from: 2, to: 2, text: "X" }],
    ["aaa", "aa", { from: 2, to: 3, text: "" }],
    ["", "x", { from: 0, to: 0, text: "x" }],
    ["😀", "😁", { from: 0, to: 2, text: "😁" }],
  ])("from %j to %j", (before, after, expected) => {
    expect(changeBetween(before, after)).toEqual(expected);
  });

  it("makes the one text the other", () => {
    const text = fc
      .array(fc.constantFrom("a", "b", "\n", "😀", "😁"))
      .map((characters) => characters.join(""));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const change = changeBetween(before, after);
        const made =
          change === null ? before : before.slice(0, change.from) + change.text + before.slice(change.to);
        expect(made).toBe(after);
      }),
    );
  });
});
