import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectSoundFixes, fixesOf, textsOf } from "../fixes.test-kit.ts";
import { morercpthosts, rcpthosts } from "./rcpthosts.ts";

function found(text: string): string[] {
  return rcpthosts
    .diagnose(text)
    .map(({ line, column, columnEnd, severity, id }) => `${line}:${column}-${columnEnd} ${severity} ${id}`);
}

describe("tokenize", () => {
  it.each([
    ["# ours", "comment[# ours]"],
    ["example.org", "domain[example.org]"],
    [".example.org  ", "punctuation[.] domain[example.org] text[  ]"],
    ["  example.org", "invalid[  ] domain[example.org]"],
    ["*.example.org", "invalid[*] domain[.example.org]"],
    ["example.org\r", "domain[example.org] invalid[\r]"],
    ["  ", "text[  ]"],
    ["", ""],
  ])("takes %j apart", (line, expected) => {
    const tokens = rcpthosts.tokenize(line).map(({ kind, from, to }) => `${kind}[${line.slice(from, to)}]`);
    expect(tokens.join(" ")).toBe(expected);
  });

  it("covers any line without gaps", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (line) => {
        expect(
          rcpthosts
            .tokenize(line)
            .map(({ from, to }) => line.slice(from, to))
            .join(""),
        ).toBe(line);
      }),
    );
  });
});

describe("diagnose", () => {
  it.each<[string, string[]]>([
    ["# ours\nexample.org\n.example.org\nlocalhost\n[192.0.2.1]\n", []],
    ["", ["1:1-2 error rcpthosts-empty"]],
    ["# only this\n", ["1:1-2 error rcpthosts-empty"]],
    [
      "a.example\r\nb.example\r\n",
      ["1:10-11 warning entry-carriage-return", "2:10-11 warning entry-carriage-return"],
    ],
    ["\r\n", ["1:1-2 warning entry-carriage-return"]],
    ["a.example\n  b.example", ["2:1-3 warning entry-leading-blank"]],
    ["a.example\n # note", ["2:1-3 warning entry-indented-comment"]],
    ["a.example # main", ["1:10-17 warning entry-remark"]],
    ["a.example b.example", ["1:10-20 warning entry-several"]],
    ["a.example,b.example", ["1:10-20 warning entry-several"]],
    ["*.a.example", ["1:1-3 warning entry-wildcard"]],
    ["@a.example", ["1:1-2 warning entry-at-sign"]],
    ["ann@a.example", ["1:1-5 warning entry-at-sign"]],
    ["192.0.2.0/24", ["1:1-13 warning entry-address"]],
    ["192.168.1.", ["1:1-11 warning entry-address"]],
    ["a.example:25", ["1:10-13 warning entry-odd"]],
    ["a.example.", ["1:10-11 warning entry-trailing-dot"]],
    ["\ufeffa.example", ["1:1-2 warning entry-byte-order-mark"]],
    ["a.example\nA.Example\n", ["2:1-10 info entry-duplicate"]],
    ['"a.example"', ["1:1-2 warning entry-odd"]],
  ])("finds in %j", (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it("lets morercpthosts be empty", () => {
    expect(morercpthosts.diagnose("")).toEqual([]);
  });

  it("never fails, and stays inside the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const lines = text.split("\n");
        for (const { line, column, columnEnd } of rcpthosts.diagnose(text)) {
          expect(columnEnd).toBeGreaterThan(column);
          expect(columnEnd).toBeLessThanOrEqual((lines[line - 1] ?? "").length + 2);
          rcpthosts.hover(text, { line, column });
        }
      }),
    );
  });
});

describe("fixes", () => {
  it.each<[string, string[]]>([
    ["", []],
    ["a.example\r\n", ["entry-carriage-return: Use Unix line ends in the whole file => a.example\n"]],
    ["\ufeffa.example", ["entry-byte-order-mark: Remove the byte order mark => a.example"]],
    ["  b.example \nc.example", ["entry-leading-blank: Start in column 1 => b.example\nc.example"]],
    [" # note", ["entry-indented-comment: Start the comment in column 1 => # note"]],
    [
      "a.example # main",
      [
        "entry-remark: Put the remark on a line of its own => # main\na.example",
        "entry-remark: Remove the remark => a.example",
      ],
    ],
    ["a.example, b.example", ["entry-several: Write each name on a line of its own => a.example\nb.example"]],
    [
      "*.a.example b@b.example",
      ["entry-several: Write each name on a line of its own => .a.example\nb.example"],
    ],
    ["a.example,", ["entry-several: Remove what is behind the name => a.example"]],
    ["*.a.example", ["entry-wildcard: Write .a.example => .a.example"]],
    ["a.*.example", []],
    ["*", []],
    ["ann@a.example", ["entry-at-sign: Write a.example => a.example"]],
    ["192.168.1.", ["entry-address: Remove this line, which has no effect => "]],
    ["a.example:25", ["entry-odd: Write a.example => a.example"]],
    ["https://a.example/b", ["entry-odd: Write a.example => a.example"]],
    ["a.example.", ["entry-trailing-dot: Remove the last dot => a.example"]],
    ["a.example\nA.Example\n", ["entry-duplicate: Remove this line, which has no effect => a.example\n"]],
    ['"a.example"', ["entry-odd: Write a.example => a.example"]],
    ["a!b", []],
    ["*.a.example\0b.example", []],
  ])("of %j", (text, expected) => {
    expect(fixesOf(rcpthosts, text)).toEqual(expected);
    expectSoundFixes(rcpthosts, text);
  });

  it("take their problem away, bring no error, and leave the other lines, whatever the text", () => {
    const texts = textsOf(
      ...[
        "a.example",
        "A.Example",
        ".b.example",
        "*.",
        "*",
        "@",
        "ann@",
        "192.0.2.1",
        "/24",
        ":25",
        ".",
        ",",
        " # x",
      ],
      ...["#", '"', "https://", "[", "]", "\t", "; "],
    );
    fc.assert(
      fc.property(texts, (text) => {
        expectSoundFixes(rcpthosts, text);
        expectSoundFixes(morercpthosts, text);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("hover", () => {
  it.each([
    [
      "example.org",
      "Mail for anyone at example.org is accepted from anybody. Names below it are not: list .example.org for those.",
    ],
    [
      ".example.org",
      "Mail for every name that ends with .example.org is accepted from anybody. example.org itself is not among them: list it without the dot.",
    ],
    ["# ours", "A comment: # in column 1. qmail-smtpd skips the line."],
    ["*.example.org", undefined],
    ["", undefined],
  ])("says what %j lets in", (line, expected) => {
    expect(rcpthosts.hover(line, { line: 1, column: 1 })?.text).toBe(expected);
  });
});
