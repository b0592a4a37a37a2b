import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyFix } from "../fixes.ts";
import { fixesOf, textsOf } from "../fixes.test-kit.ts";
import type { Language } from "../language.ts";
import { plain } from "../plain/index.ts";
import { controlLines } from "./control-line.ts";

const languageOf = (file: string): Language => controlLines.find((one) => one.file === file) ?? plain;
const me = languageOf("me");
const databytes = languageOf("databytes");
const greeting = languageOf("smtpgreeting");

function found(language: Language, text: string): string[] {
  return language
    .diagnose(text)
    .map(({ line, column, columnEnd, severity, id }) => `${line}:${column}-${columnEnd} ${severity} ${id}`);
}

describe("a file with one name", () => {
  it.each<[string, string[], string[]]>([
    ["mail.example.org\n", [], []],
    ["mail.example.org  ", [], []],
    ["", ["1:1-2 warning empty"], []],
    [
      "\n# a\nmail.example.org\n",
      ["1:1-2 warning empty"],
      ["empty: Remove what is in front of the value => mail.example.org\n"],
    ],
    [
      "# ours\nmail.example.org\n",
      ["1:1-7 error comment"],
      ["comment: Remove what is in front of the value => mail.example.org\n"],
    ],
    [" a.example", ["1:1-2 error leading-blank"], ["leading-blank: Start in column 1 => a.example"]],
    ["a.example # main", ["1:10-17 error more-words"], ["more-words: Write a.example => a.example"]],
    ["ann@a.example", ["1:1-5 error at-sign"], ["at-sign: Write a.example => a.example"]],
    [".a.example", ["1:1-2 warning edge-dot"], ["edge-dot: Write a.example => a.example"]],
    ["a.example/", ["1:10-11 warning not-a-name"], ["not-a-name: Write a.example => a.example"]],
    [
      "a.example\r\n",
      ["1:10-11 error carriage-return"],
      ["carriage-return: Use Unix line ends in the whole file => a.example\n"],
    ],
    [
      "a.example\n\nb.example\nc\n",
      ["3:1-10 warning more-lines"],
      ["more-lines: Remove all lines but the first => a.example\n"],
    ],
  ])("%j", (text, problems, fixes) => {
    expect(found(me, text)).toEqual(problems);
    expect(fixesOf(me, text)).toEqual(fixes);
  });
});

describe("a file with a number", () => {
  it.each<[string, string[], string[]]>([
    ["5000000\n", [], []],
    ["10MB", ["1:3-5 warning behind-number"], ["behind-number: Write 10 => 10"]],
    ["about 10", ["1:1-9 warning not-a-number"], ["not-a-number: Write 10 => 10"]],
    ["none", ["1:1-5 warning not-a-number"], []],
    [
      "10\r\n",
      ["1:3-4 info carriage-return"],
      ["carriage-return: Use Unix line ends in the whole file => 10\n"],
    ],
  ])("%j", (text, problems, fixes) => {
    expect(found(databytes, text)).toEqual(problems);
    expect(fixesOf(databytes, text)).toEqual(fixes);
  });
});

it("a greeting may be any text", () => {
  expect(found(greeting, "mail.example.org - no spam, please!")).toEqual([]);
});

it("the hover says what the file is for, on the line that counts", () => {
  expect(me.hover("a.example\nb", { line: 1, column: 3 })?.text).toContain("The name of this host.");
  expect(databytes.hover("1", { line: 1, column: 1 })?.text).toMatch(/where the file is missing, it's 0\.$/);
  expect(me.hover("a.example\nb", { line: 2, column: 1 })).toBeNull();
});

it("each fix of any text takes its problem away", () => {
  const texts = textsOf("a.example", "# x", " ", "10", "MB", "@", ".", "/", "\n", ", ");
  fc.assert(
    fc.property(texts, fc.constantFrom(...controlLines), (text, language) => {
      for (const { id, fixes, line, column } of language.diagnose(text)) {
        language.hover(text, { line, column });
        for (const fix of fixes) {
          const fixed = applyFix(text, fix);
          expect(
            language.diagnose(fixed).map((left) => left.id),
            JSON.stringify({ text, fixed }),
          ).not.toContain(id);
        }
      }
    }),
    { numRuns: 2000 },
  );
});
