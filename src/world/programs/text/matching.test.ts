import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Searcher } from "./matching.ts";
import { regularExpression, type Syntax } from "./regular-expression.ts";

const plain: Syntax = { syntax: "basic", ignoresCase: false };

function search(source: string, text: string, how: Partial<Syntax> = {}): unknown {
  const expression = regularExpression(source, { ...plain, ...how });
  if (typeof expression === "string") return expression;
  const found = new Searcher(expression).search(text);
  return found === null || found === "too complex" ? found : found.groups;
}

// From GNU grep 3 and sed 4.
it.each<readonly [string, string, Partial<Syntax>, unknown]>([
  ["a*", "baa", {}, [""]],
  ["a\\+", "baa", {}, ["aa"]],
  ["*a", "b*a", {}, ["*a"]],
  ["*a", "b*a", { syntax: "extended" }, ["a"]],
  ["ab|abcd", "xabcd", { syntax: "extended" }, ["abcd"]],
  ["ab\\|abcd", "xabcd", {}, ["abcd"]],
  ["(a|ab)(c|bcd)", "abcd", { syntax: "extended" }, ["abcd", "a", "bcd"]],
  ["\\(a*\\)-\\1", "aa-a", {}, ["a-a", "a"]],
  ["\\(a*\\)*\\1b", "aaab", {}, ["aaab", "a"]],
  ["a^b$c", "a^b$c", {}, ["a^b$c"]],
  ["^a$", "a", {}, ["a"]],
  ["a{2,3}", "aaaa", { syntax: "extended" }, ["aaa"]],
  ["a\\{2\\}", "aaaa", {}, ["aa"]],
  ["a\\{2,\\}", "baaaa", {}, ["aaaa"]],
  ["a{x", "a{x", { syntax: "extended" }, ["a{x"]],
  ["[]x-]*", "x-]y", {}, ["x-]"]],
  ["[^[:digit:].]", "1.2x", {}, ["x"]],
  ["[[:upper:]]", "aB", {}, ["B"]],
  ["[b-d]", "aB", { ignoresCase: true }, ["B"]],
  ["\\<b\\w*\\>", "ab bc", {}, ["bc"]],
  ["b", "ab b", { whole: "words" }, ["b"]],
  ["a|ab", "ab", { syntax: "extended", whole: "line" }, ["ab"]],
  ["a.b", "axb a.b", { syntax: "fixed" }, ["a.b"]],
  ["\\(A\\)\\1", "aA", { ignoresCase: true }, ["aA", "a"]],
  ["\\(", "(", {}, "Invalid regular expression"],
  ["a\\)", "a)", {}, "Invalid regular expression"],
  ["[b-a]", "a", {}, "Invalid regular expression"],
  ["[[:nope:]]", "a", {}, "Invalid regular expression"],
  ["a\\{2", "aa", {}, "Invalid regular expression"],
  ["a\\{3,2\\}", "aa", {}, "Invalid regular expression"],
  ["\\1", "a", {}, "Invalid regular expression"],
  ["a\\", "a", {}, "Invalid regular expression"],
  ["a\\{256\\}", "aa", {}, "Regular expression too big"],
  ["(((a{200}){200}){200})", "aa", { syntax: "extended" }, "Regular expression too big"],
  ["(".repeat(60) + ")".repeat(60), "aa", { syntax: "extended" }, "Regular expression too big"],
])("%s finds in %s, with %j: %j", (source, text, how, found) => {
  expect(search(source, text, how)).toEqual(found);
});

describe("an expression of many ways to match", () => {
  it.each(["(a*)*b", "(a|a)*b", "(a|aa)+$x", "((a*)*)*b", "a*a*a*a*a*a*b", "(a?){50}b"])(
    "takes time in proportion to the text: %s",
    (source) => {
      const expression = regularExpression(source, { syntax: "extended", ignoresCase: false });
      if (typeof expression === "string") throw new Error(expression);
      const searcher = new Searcher(expression);
      const text = "a".repeat(1000);
      expect(searcher.search(text)).toBeNull();
      expect(searcher.steps).toBeLessThanOrEqual(expression.instructions.length * (text.length + 1) * 3);
    },
  );

  it("is given up if it matches a group again, or if the text is too long for it", () => {
    expect(search("(a*)*\\1b", "a".repeat(1000), { syntax: "extended" })).toBe("too complex");
    expect(search("a{100}b", "a".repeat(100_000), { syntax: "extended" })).toBe("too complex");
  });

  it("is given up in a line where each match costs much", () => {
    const expression = regularExpression("a.*b\\|a", plain);
    if (typeof expression === "string") throw new Error(expression);
    expect(new Searcher(expression).searchAll("a".repeat(10_000))).toBe("too complex");
  });
});

it("matches where JavaScript's own expressions do", () => {
  const atom = fc.constantFrom("a", "b", ".", "[ab]", "[^a]", "\\w", "\\b");
  const { expression } = fc.letrec<{ expression: string; sequence: string; part: string }>((tie) => ({
    expression: fc.array(tie("sequence"), { minLength: 1, maxLength: 3 }).map((all) => all.join("|")),
    sequence: fc.array(tie("part"), { minLength: 1, maxLength: 4 }).map((all) => all.join("")),
    part: fc.oneof(
      { maxDepth: 3, depthSize: "small" },
      atom,
      tie("expression").map((one) => `(${one})`),
      fc
        .tuple(
          tie("expression").map((one) => `(${one})`),
          fc.constantFrom("*", "+", "?", "{1,2}"),
        )
        .map((all) => all.join("")),
    ),
  }));
  const text = fc.string({ unit: fc.constantFrom("a", "b", " "), maxLength: 6 });
  fc.assert(
    fc.property(expression, text, (source, line) => {
      const found = search(source, line, { syntax: "extended" });
      fc.pre(typeof found !== "string");
      expect(found !== null).toBe(new RegExp(source).test(line));
    }),
    { numRuns: 500 },
  );
});
