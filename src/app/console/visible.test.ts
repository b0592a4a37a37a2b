import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { visible, visibleInLine } from "./visible.ts";

describe("visible", () => {
  it.each([
    ["250 ok\r\n", "250 ok\n"],
    ["a\tb", "a\tb"],
    ["\u001b[31mred", "^[[31mred"],
    ["over\rwrite", "over^Mwrite"],
    ["\u0000\u0007\u007f", "^@^G^?"],
    ["\u009b31m", "\\x9b31m"],
    ["caf\udce9", "caf\\xe9"],
    ["\ud800", "\ufffd"],
    ["\u202etxt", "<U+202E>txt"],
    ["\ufeffexample.org", "<U+FEFF>example.org"],
    ["日本 😀", "日本 😀"],
  ])("shows %j as %j", (text, expected) => {
    expect(visible(text)).toBe(expected);
  });

  it("lets no control character through but newline and tab", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(visible(text)).not.toMatch(/[\x00-\x08\x0b-\x1f\x7f-\x9f]|\p{Cs}/u);
        expect(visibleInLine(text)).not.toMatch(/[\x00-\x1f\x7f-\x9f]|\p{Cs}/u);
      }),
    );
  });
});
