import { expect, test } from "vitest";
import { quote, quote2 } from "./index.ts";

test.each<[box: string, quoted: string]>([
  ["ann", "ann"],
  ["a%b!c", "a%b!c"],
  ["", '""'],
  ["v@dest.example", '"v@dest.example"'],
  ["a b", '"a b"'],
  ['a"b\\', '"a\\"b\\\\"'],
  [".a", '".a"'],
  ["a.", '"a."'],
  ["a..b", '"a..b"'],
  ["\xe9", '"\xe9"'],
])("the local part %j is written %j", (box, quoted) => {
  expect(quote(box)).toBe(quoted);
});

test("only the part before the last at sign is quoted, and the empty address stays empty", () => {
  expect(quote2("v@dest.example@ours.example")).toBe('"v@dest.example"@ours.example');
  expect(quote2("a b")).toBe('"a b"');
  expect(quote2("")).toBe("");
});
