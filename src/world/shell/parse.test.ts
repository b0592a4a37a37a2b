import { describe, expect, it } from "vitest";
import { parseLine, type Command, type Parsed } from "./parse.ts";
import type { Word } from "./words.ts";

describe("valid", () => {
  // Words in (), variables as $x or "$x", redirections behind them, assignments before.
  it.each([
    ["", ""],
    ["  \t# only a comment", ""],
    ["ls", "(ls)"],
    ["ls -l  /etc", "(ls)(-l)(/etc)"],
    ["a;b ; c", "(a) ; (b) ; (c)"],
    ["a;", "(a)"],
    ["a | b|c", "(a) | (b) | (c)"],
    ["a && b || c", "(a) && (b) || (c)"],
    ["a&&b||c;d|e", "(a) && (b) || (c) ; (d) | (e)"],
    ["tcprules a.cdb a.tmp < a", "(tcprules)(a.cdb)(a.tmp)0<(a)"],
    ["a >b 2>&1", "(a)1>(b)2=(1)"],
    ["a 2>&1 >b", "(a)2=(1)1>(b)"],
    ["a>>b", "(a)1>>(b)"],
    ["a 2 > b", "(a)(2)1>(b)"],
    ["a 10>b 0>c", "(a)10>(b)0>(c)"],
    ["a x2>b", "(a)(x2)1>(b)"],
    ["> b", "1>(b)"],
    ["<b a", "(a)0<(b)"],
    ["X=1 Y= a Z=3", "X=(1) Y=() (a)(Z=3)"],
    ["X='1 2'", "X=(1 2) "],
    ['X=a$Y"$Z"', 'X=(a$Y"$Z") '],
    ['"X"=1', "(X=1)"],
    ["1X=1", "(1X=1)"],
    ["echo 'a b'\"c d\"e\\ f", "(echo)(a bc de f)"],
    ["echo '' \"\"", "(echo)()()"],
    ['echo "a\\$b\\c" \\$d', "(echo)(a$b\\c)($d)"],
    ["echo $A${B}c $ $.", "(echo)($A$Bc)($)($.)"],
    ['echo "$?$$$#$1"', '(echo)("$?""$$""$#""$1")'],
    ["echo a#b # c", "(echo)(a#b)"],
    ["echo ~ ~/x a~ ~x '~'", '(echo)("$HOME")("$HOME"/x)(a~)(~x)(~)'],
    ["echo \u00a0 a\u2003b \r", "(echo)(\u00a0)(a\u2003b)(\r)"],
    ["echo \0\ud800", "(echo)(\0\ud800)"],
    ["a \\", "(a)()"],
    ["echo if", "(echo)(if)"],
    ["echo '*' \"*\" \\* ?", "(echo)(*)(*)(*)(?)"],
  ])("%j is %s", (line, shown) => {
    expect(show(parseLine(line))).toBe(shown);
  });
});

describe("invalid", () => {
  it.each([
    [";", 'a command is missing beside ";"', 1],
    ["a ;; b", 'a command is missing beside ";"', 4],
    ["&& a", 'a command is missing beside "&&"', 1],
    ["a |", 'a command is missing beside "|"', 3],
    ["a | | b", 'a command is missing beside "|"', 5],
    ["a ||", 'a command is missing beside "||"', 3],
    ["a <", 'a file name is missing behind "<"', 3],
    ["a > | b", 'a file name is missing behind ">"', 3],
    ["a 2>", 'a file name is missing behind ">"', 4],
    ["echo 'a", "the quote (') that begins here is never closed", 6],
    ['echo "a\\"', 'the quote (") that begins here is never closed', 6],
    ["a &", "programs in the background (&) don't work in this shell", 3],
    ["a << b", "here-documents (<<) don't work in this shell", 3],
    ["(a)", "parentheses don't work in this shell", 1],
    ["a `b`", "command substitution (` or $) doesn't work in this shell", 3],
    ['a "$(b)"', "command substitution (` or $) doesn't work in this shell", 4],
    ["a ${b:-c}", "${...} with more than a name in it doesn't work in this shell", 3],
    ["ls /etc/*.cdb", "patterns (*) don't work in this shell; a plain star is written '*'", 9],
    ["a $@", "$@ doesn't work in this shell", 3],
    ["a; if b", '"if" doesn\'t work in this shell, which knows only plain commands', 4],
  ])("%j: %s, column %d", (line, message, column) => {
    expect(parseLine(line)).toEqual({ kind: "trouble", message, column });
  });
});

it("takes a very long line in a moment", () => {
  for (const piece of ["a", "$", "$a", "a ", "'a' ", '"', "\\a", "a;", "a|"]) {
    const line = piece.repeat(100_000);
    expect(["parsed", "trouble"]).toContain(parseLine(line).kind);
  }
});

function show(parsed: Parsed): string {
  if (parsed.kind === "trouble") return parsed.message;
  const joints = { always: " ; ", succeeded: " && ", failed: " || " };
  return parsed.pipelines
    .map(
      ({ when, commands }, index) =>
        (index === 0 ? "" : joints[when]) + commands.map((command) => showCommand(command)).join(" | "),
    )
    .join("");
}

function showCommand({ assignments, words, redirections }: Command): string {
  const signs = { read: "<", write: ">", append: ">>", duplicate: "=" };
  return [
    ...assignments.map(({ name, value }) => `${name}=${showWord(value)} `),
    ...words.map(showWord),
    ...redirections.map(({ descriptor, how, target }) => `${descriptor}${signs[how]}${showWord(target)}`),
  ].join("");
}

function showWord(word: Word): string {
  const pieces = word.map((piece) => {
    if (piece.kind === "text") return piece.text;
    return piece.isQuoted ? `"$${piece.name}"` : `$${piece.name}`;
  });
  return `(${pieces.join("")})`;
}
