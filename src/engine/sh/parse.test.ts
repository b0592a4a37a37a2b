import { describe, expect, it } from "vitest";
import { encodeByteString } from "../bytes/index.ts";
import type { Command, List } from "./grammar.ts";
import { parser } from "./parse.ts";
import type { SyntaxTrouble, Word } from "./words.ts";

/** All lines of a text, or its first trouble. */
function parse(text: string): List | SyntaxTrouble {
  const { next } = parser(encodeByteString(text), 1);
  const list: List[number][] = [];
  for (let parsed = next(); parsed.kind !== "end"; parsed = next()) {
    if (parsed.kind === "trouble") return parsed;
    list.push(...parsed.list);
  }
  return list;
}

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
    ["echo ~ ~/x a~ ~x '~'", '(echo)("$HOME")("$HOME"/x)(a~)("$~x")(~)'],
    ["echo \u00a0 a\u2003b \r", "(echo)(\u00a0)(a\u2003b)(\r)"],
    ["echo \0\udc80", "(echo)(\0\udc80)"],
    ["a \\", "(a)()"],
    ["echo if", "(echo)(if)"],
    ["echo '*' \"*\" \\* ?", "(echo)(*)(*)(*)(?)"],
    ['echo `a b` x"$(c "d)" $(e))"', '(echo)($[a b])(x"$[c "d)" $(e)]")'],
    ["echo `a \\`b\\` \\x`", "(echo)($[a `b` \\x])"],
    ['a "$@" $*', '(a)("$@")($*)'],
    ["a\nb # x\n\n\tc", "(a) ; (b) ; (c)"],
    ["a \\\n b; a\\\nb", "(a)(b) ; (ab)"],
    ["a |\n b &&\n\n c", "(a) | (b) && (c)"],
    ["'a\nb' \"c\n\"", "(a\nb)(c\n)"],
    ["! a | b", "! (a) | (b)"],
    ["if a; then b; fi", "if[(a)]then[(b)]else[]"],
    [
      "if a\nthen\n b\n c\nelif d; then e; else f; fi > g",
      "if[(a)]then[(b) ; (c)]if[(d)]then[(e)]else[(f)]1>(g)",
    ],
    ["while a; do b; done | c", "while[(a)]do[(b)] | (c)"],
    ["until a\ndo b\ndone", "until[(a)]do[(b)]"],
    ["for x in 1 $y\ndo b; done", "for x[(1)($y)]do[(b)]"],
    ["case $1 in\na|b) c ;;\n(d*) e; f\n;; *) g\nesac", "case($1)[(a)(b):(c)][(d*):(e) ; (f)][(*):(g)]"],
    ["case a in esac", "case(a)"],
    ["{ a; b; } 2>c; (d | e)", "{(a) ; (b)}2>(c) ; ((d) | (e))"],
  ])("%j is %s", (line, shown) => {
    expect(show(parse(line))).toBe(shown);
  });
});

describe("invalid", () => {
  it.each([
    [";", 'a command is missing beside ";"', 1],
    ["a ;; b", 'nothing is open that ";;" could close', 3],
    ["a ; ; b", 'a command is missing beside ";"', 5],
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
    ["a `b", "the command in `...` that begins here has no end", 3],
    ['a "$(b"', "the command in $(...) that begins here has no end", 4],
    ["a $((1 + 2))", "arithmetic ($((...))) doesn't work in this shell", 3],
    ["a ${b:-c}", "${...} with more than a name in it doesn't work in this shell", 3],
    ["a() { b; }", "\"(\" can't stand behind a word; functions don't work in this shell", 2],
    ["a; fi", 'nothing is open that "fi" could belong to', 4],
    ["a)", 'nothing is open that ")" could close', 2],
    ["if a; fi", '"then" is missing before "fi"', 7],
    ["if a; then fi", 'a command is missing beside "then"', 12],
    ["if a then b; fi", '"then" is missing before "fi"', 14],
    ["if a; then b; done", '"elif" or "else" or "fi" is missing before "done"', 15],
    ["while a; do b", '"done" is missing for the "while" that begins here', 1],
    ["for 1 in a; do b; done", 'the name of a variable is missing behind "for"', 5],
    ["for a; do b; done", '"in" is missing behind the name of "for"', 6],
    ["case a b", '"in" is missing for "case"', 8],
    ["case a in b c) d;; esac", 'a pattern of "case" lacks its ")", or "esac" is missing', 13],
    ["{ a }", '"}" is missing for the "{" that begins here', 1],
    ["if a; then b; fi c", '";" or a new line is missing before "c"', 18],
  ])("%j: %s, column %d", (line, message, column) => {
    expect(parse(line)).toMatchObject({ kind: "trouble", message, line: 1, column });
  });

  it("says which line it is in", () => {
    expect(parse("a\n'b\n'; if c; then\nd 2>&1\n e ${x-y}\nfi")).toMatchObject({ line: 5, column: 4 });
    expect(parse("a\n\n  if b\nthen c\n")).toMatchObject({ line: 3, column: 3, unfinished: "compound" });
  });

  it("ends with a message where commands go too deep", () => {
    expect(parse("if ".repeat(60))).toMatchObject({ message: "commands within commands go too deep here" });
  });
});

it("tells where commands, words and assignments stand", () => {
  const list = parse("a 1\\\n  b; Y=2 X='\n' \u{1f600}c d\n");
  if ("message" in list) throw new Error(list.message);
  const [first, second] = list.map(({ commands }) => commands[0]);
  if (first?.kind !== "simple" || second?.kind !== "simple") throw new Error("not simple");
  const place = ({ line, column }: { line: number; column: number }) => [line, column];
  expect([first, ...first.words].map(place)).toEqual([
    [1, 1],
    [1, 1],
    [1, 3],
    [2, 3],
  ]);
  expect([second, ...second.assignments, ...second.words].map(place)).toEqual([
    [2, 6],
    [2, 6],
    [2, 10],
    [3, 3],
    [3, 7],
  ]);
  expect(parse(" if a; then b; fi")).toMatchObject([{ commands: [{ line: 1, column: 2 }] }]);
});

it("takes a very long text in a moment", () => {
  const pieces = [
    "a",
    "$",
    "$a",
    "a ",
    "'a' ",
    '"',
    "\\a",
    "a;",
    "a|",
    "a\n",
    "`",
    "$(",
    "(",
    "if ",
    "\\\n",
    "[*",
  ];
  for (const piece of pieces) expect(parse(piece.repeat(100_000))).toBeDefined();
});

function show(list: List | SyntaxTrouble): string {
  if ("message" in list) return list.message;
  const joints = { always: " ; ", succeeded: " && ", failed: " || " };
  return list
    .map(
      ({ when, isNegated, commands }, index) =>
        (index === 0 ? "" : joints[when]) + (isNegated ? "! " : "") + commands.map(showCommand).join(" | "),
    )
    .join("");
}

function showCommand(command: Command): string {
  const signs = { read: "<", write: ">", append: ">>", duplicate: "=" };
  const { redirections } = command;
  const shown = redirections.map(
    ({ descriptor, how, target }) => `${descriptor}${signs[how]}${showWord(target)}`,
  );
  return showBody(command) + shown.join("");
}

function showBody(command: Command): string {
  switch (command.kind) {
    case "simple":
      return [
        ...command.assignments.map(({ name, value }) => `${name}=${showWord(value)} `),
        ...command.words.map(({ word }) => showWord(word)),
      ].join("");
    case "if":
      return [
        ...command.branches.map(({ condition, body }) => `if[${show(condition)}]then[${show(body)}]`),
        `else[${show(command.otherwise)}]`,
      ].join("");
    case "loop":
      return `${command.endsWhen === "failed" ? "while" : "until"}[${show(command.condition)}]do[${show(command.body)}]`;
    case "for":
      return `for ${command.name}[${command.words.map(({ word }) => showWord(word)).join("")}]do[${show(command.body)}]`;
    case "case":
      return `case${showWord(command.subject)}${command.branches
        .map(({ patterns, body }) => `[${patterns.map(showWord).join("")}:${show(body)}]`)
        .join("")}`;
    case "group":
      return `{${show(command.body)}}`;
    case "subshell":
      return `(${show(command.body)})`;
  }
}

function showWord(word: Word): string {
  const pieces = word.map((piece) => {
    if (piece.kind === "text") return piece.text;
    const shown = piece.kind === "variable" ? `$${piece.name}` : `$[${piece.source}]`;
    return piece.isQuoted ? `"${shown}"` : shown;
  });
  return `(${pieces.join("")})`;
}
