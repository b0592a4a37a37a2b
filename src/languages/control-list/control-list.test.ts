import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { badmailfrom } from "../badmailfrom/index.ts";
import { expectSoundFixes, fixesOf, textsOf } from "../fixes.test-kit.ts";
import type { Language } from "../language.ts";
import { locals } from "../locals/index.ts";
import { percenthack } from "../percenthack/index.ts";
import { smtproutes } from "../smtproutes/index.ts";
import { virtualdomains } from "../virtualdomains/index.ts";

function found(language: Language, text: string): string[] {
  return language
    .diagnose(text)
    .map(({ line, column, columnEnd, severity, id }) => `${line}:${column}-${columnEnd} ${severity} ${id}`);
}

function check(
  language: Language,
  text: string,
  problems: readonly string[],
  fixes: readonly string[],
): void {
  expect(found(language, text)).toEqual(problems);
  expect(fixesOf(language, text)).toEqual(fixes);
  expectSoundFixes(language, text);
}

describe("locals", () => {
  it.each<[string, string[], string[]]>([
    ["# ours\nexample.org\nlocalhost\n", [], []],
    ["", ["1:1-2 info locals-empty"], []],
    ["*.a.example", ["1:1-3 warning entry-wildcard"], []],
    [".a.example", ["1:1-2 warning entry-leading-dot"], ["entry-leading-dot: Write a.example => a.example"]],
    ["shop.example:shop", ["1:13-18 warning entry-odd"], ["entry-odd: Write shop.example => shop.example"]],
    [
      "192.0.2.25",
      ["1:1-11 warning entry-address"],
      ["entry-address: Remove this line, which has no effect => "],
    ],
    [
      "a.example\r\nb.example",
      ["1:10-11 warning entry-carriage-return"],
      ["entry-carriage-return: Use Unix line ends in the whole file => a.example\nb.example"],
    ],
  ])("%j", (text, problems, fixes) => {
    check(locals, text, problems, fixes);
  });

  it("says what an entry is for", () => {
    expect(locals.hover("a.example", { line: 1, column: 1 })?.text).toMatch(
      /^Mail for anyone at a\.example is delivered to the users of this host/,
    );
  });
});

describe("percenthack", () => {
  it("warns of each domain", () => {
    check(
      percenthack,
      "# old\na.example\n",
      ["2:1-10 warning percent-hack"],
      ["percent-hack: Remove a.example => # old\n"],
    );
    expect(found(percenthack, "")).toEqual([]);
  });
});

describe("virtualdomains", () => {
  it.each<[string, string[], string[]]>([
    ["shop.example:shop\n.b.example:b\nann@c.example:ann\n:rest\nd.example:\n", [], []],
    [
      "shop.example shop",
      ["1:1-18 warning entry-no-colon"],
      ["entry-no-colon: Write shop.example:shop => shop.example:shop"],
    ],
    ["shop.example", ["1:1-13 warning entry-no-colon"], []],
    [
      "shop.example : shop",
      ["1:13-16 warning entry-blank-at-colon"],
      ["entry-blank-at-colon: Take the blanks out => shop.example:shop"],
    ],
    [
      "*.a.example:x",
      ["1:1-3 warning entry-wildcard"],
      ["entry-wildcard: Write .a.example:x => .a.example:x"],
    ],
    ["*:x", ["1:1-2 warning entry-wildcard"], ["entry-wildcard: Write :x => :x"]],
    ["@a.example:x", ["1:1-2 warning entry-at-sign"], ["entry-at-sign: Remove the @ => a.example:x"]],
    [
      "a.example.:x",
      ["1:10-11 warning entry-trailing-dot"],
      ["entry-trailing-dot: Remove the dot before the colon => a.example:x"],
    ],
    [
      "a.example, b.example:x",
      ["1:1-21 warning entry-several"],
      ["entry-several: Write each name on a line of its own => a.example:x\nb.example:x"],
    ],
    ["a.example:x y", ["1:12-14 warning entry-user"], ["entry-user: Write a.example:x => a.example:x"]],
    ["a.example:x@b.example", ["1:12-22 warning entry-user"], []],
    ["a.example:x-", ["1:12-13 warning entry-user"], ["entry-user: Remove the hyphen => a.example:x"]],
    [
      "a.example:x\nA.example:y",
      ["1:1-12 warning entry-duplicate"],
      ["entry-duplicate: Remove this line, which has no effect => A.example:y"],
    ],
  ])("%j", (text, problems, fixes) => {
    check(virtualdomains, text, problems, fixes);
  });

  it.each([
    [
      "shop.example:shop",
      /^Mail for anyone at shop\.example goes to the user shop of this host, as shop-recipient/,
    ],
    [".b.example:b", /^Mail for anyone at a name that ends with \.b\.example goes to the user b/],
    ["ann@c.example:joe", /^Mail for ann@c\.example goes to the user joe/],
    [":rest", /^Mail for anyone at any domain goes to the user rest .* a closer line/],
    ["d.example:", /^Mail for anyone at d\.example is no matter of virtualdomains/],
  ])("says whose mail %s is about", (line, expected) => {
    expect(virtualdomains.hover(line, { line: 1, column: 1 })?.text).toMatch(expected);
  });
});

describe("smtproutes", () => {
  it.each<[string, string[], string[]]>([
    [":relay.example\na.example:[192.0.2.1]:2525\n.b.example:\n", [], []],
    [
      "relay.example",
      ["1:1-14 warning entry-no-colon"],
      ["entry-no-colon: Write :relay.example => :relay.example"],
    ],
    [
      "a.example relay.example",
      ["1:1-24 warning entry-no-colon"],
      ["entry-no-colon: Write a.example:relay.example => a.example:relay.example"],
    ],
    [
      "a.example: relay.example",
      ["1:10-12 warning entry-blank-at-colon"],
      ["entry-blank-at-colon: Take the blanks out => a.example:relay.example"],
    ],
    [
      "@a.example:r",
      ["1:1-2 warning entry-at-sign"],
      ["entry-at-sign: Remove what is before the domain => a.example:r"],
    ],
    ["*:r", ["1:1-2 warning entry-wildcard"], ["entry-wildcard: Write :r => :r"]],
    [":smtp://r.example/", ["1:2-9 warning entry-relay"], ["entry-relay: Remove smtp:// => :r.example"]],
    [
      ":r.example ann secret",
      ["1:1-22 warning entry-relay"],
      ["entry-relay: Write :r.example => :r.example"],
    ],
    [":r.example:smtp", ["1:11-16 warning entry-relay"], ["entry-relay: Remove the colon => :r.example"]],
    [":r.example:25x", ["1:11-15 warning entry-relay"], ["entry-relay: Write 25 => :r.example:25"]],
    [
      ":a\n:b",
      ["1:1-3 warning entry-duplicate"],
      ["entry-duplicate: Remove this line, which has no effect => :b"],
    ],
  ])("%j", (text, problems, fixes) => {
    check(smtproutes, text, problems, fixes);
  });

  it.each([
    [":r.example", /^Mail for every domain that no other line is for is handed to r\.example at port 25;/],
    [
      ".a.example:r.example:2525",
      /^Mail for every name that ends with \.a\.example.* r\.example at port 2525;/,
    ],
    ["a.example:", /^Mail for anyone at a\.example goes to its domain's mail exchangers/],
  ])("says where %s sends mail", (line, expected) => {
    expect(smtproutes.hover(line, { line: 1, column: 1 })?.text).toMatch(expected);
  });

  it("offers known hosts behind the first colon", () => {
    const hosts = [{ title: "isp", address: "198.51.100.130" }];
    const at = (text: string) => smtproutes.complete(text, { line: 1, column: text.length + 1 }, { hosts });
    expect(at(":")).toEqual([
      { label: "[198.51.100.130]", insert: "[198.51.100.130]", detail: "isp", column: 2, columnEnd: 2 },
    ]);
    expect(at("a.example:198").map(({ column }) => column)).toEqual([11]);
    expect([at("a"), at("a:b:"), at("#:"), at(":203")]).toEqual([[], [], [], []]);
  });
});

describe("badmailfrom", () => {
  it.each<[string, string[], string[]]>([
    ["@spam.example\njoe@a.example\nroot\n", [], []],
    [
      "spam.example",
      ["1:1-13 warning entry-no-at-sign"],
      ["entry-no-at-sign: Write @spam.example => @spam.example"],
    ],
    [
      "*@spam.example",
      ["1:1-2 warning entry-wildcard"],
      ["entry-wildcard: Write @spam.example => @spam.example"],
    ],
    ["*.spam.example", ["1:1-2 warning entry-wildcard"], []],
    ["@.spam.example", ["1:2-15 warning entry-leading-dot"], []],
    ["<joe@a.example>", ["1:1-16 warning entry-odd"], ["entry-odd: Remove the brackets => joe@a.example"]],
    [
      "@a.example. ",
      ["1:11-12 warning entry-trailing-dot"],
      ["entry-trailing-dot: Remove the last dot => @a.example"],
    ],
    [
      "@a.example b.example",
      ["1:11-21 warning entry-several"],
      ["entry-several: Write each name on a line of its own => @a.example\n@b.example"],
    ],
  ])("%j", (text, problems, fixes) => {
    check(badmailfrom, text, problems, fixes);
  });

  it("says who is refused", () => {
    expect(badmailfrom.hover("@a.example", { line: 1, column: 1 })?.text).toMatch(
      /any sender at a\.example are refused/,
    );
  });
});

describe("each list", () => {
  const lists = [locals, percenthack, virtualdomains, smtproutes, badmailfrom];

  it("has fixes for any text that take their problem away, bring no error, and leave the other lines", () => {
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
        ":",
        ":25",
        ".",
        ",",
        " # x",
      ],
      ...["#", '"', "<", ">", "smtp://", "[", "-", "\t", "; "],
    );
    fc.assert(
      fc.property(texts, fc.constantFrom(...lists), (text, language) => {
        expectSoundFixes(language, text);
      }),
      { numRuns: 4000 },
    );
  });

  it("covers any line without gaps", () => {
    fc.assert(
      fc.property(
        textsOf("a.example", ":", "@", ".", "\r", " "),
        fc.constantFrom(...lists),
        (text, language) => {
          for (const line of text.split("\n")) {
            const tokens = language.tokenize(line);
            expect(tokens.map(({ from, to }) => line.slice(from, to)).join("")).toBe(line);
          }
        },
      ),
    );
  });
});
