import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { clusters } from "./cells.ts";

describe("clusters", () => {
  it.each([
    ["abc", ["a1", "b1", "c1"]],
    ["日本", ["日2", "本2"]],
    ["e\u0301x", ["e\u03011", "x1"]],
    ["\u0301", ["\u03011"]],
    ["😀!", ["😀2", "!1"]],
    ["👩‍👩‍👧", ["👩‍👩‍👧2"]],
    ["👍🏽", ["👍🏽2"]],
    ["🇨🇭🇩🇪", ["🇨🇭2", "🇩🇪2"]],
    ["❤\ufe0f", ["❤\ufe0f2"]],
    ["❤", ["❤1"]],
    ["한글", ["한2", "글2"]],
    ["\u1112\u1161\u11ab", ["\u1112\u1161\u11ab2"]],
    ["\ud800a", ["\ud8001", "a1"]],
  ])("counts the cells of %j", (text, expected) => {
    expect(clusters(text).map((cluster) => `${cluster.text}${cluster.width}`)).toEqual(expected);
  });

  it("loses nothing of any text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(
          clusters(text)
            .map((cluster) => cluster.text)
            .join(""),
        ).toBe(text);
      }),
    );
  });
});
