import { describe, expect, it } from "vitest";
import { isComplete, programAlone, statementsOf } from "./statements.ts";

describe("a line that isn't complete", () => {
  it.each([
    ...["if true; then", "for i in 1 2", "while :; do", "f() {", "{ echo", "( echo", "case x in"],
    ...["echo 'a", 'echo "a', "echo `ls", "echo $(ls", "a=(1", "[[ a ==", "((1 +"],
    ...[
      "cat <<E",
      "cat <<E\na",
      "cat <<A <<B\nA\n",
      "cat <<-E\n\tb",
      "echo a &&",
      "false ||",
      "ls |",
      "echo a \\",
    ],
  ])("%j", (text) => {
    expect(isComplete(text)).toBe(false);
  });
});

describe("a line that is complete, be it right or wrong", () => {
  it.each([
    ...[
      "",
      "# if",
      "echo a",
      "echo a \\\\",
      "cat <<E\na\nE",
      "cat <<'E'\nif\nE",
      "[[ a || b ]]",
      "echo '||'",
    ],
    ...["fi", "if true; then fi", "echo >", "echo )", "for f in *; do :; done | sort", "sleep 1 &"],
  ])("%j", (text) => {
    expect(isComplete(text)).toBe(true);
  });
});

it.each([
  ["echo a; echo b", ["echo a; ", "echo b"]],
  ["", [""]],
  ["# nothing\n", ["# nothing\n"]],
  ["f() {\n  :\n}\n\n# says\nf x && f y\nf", ["f() {\n  :\n}\n\n# says\n", "f x && f y\n", "f"]],
  ["cat <<E\necho z\nE\necho z\n", ["cat <<E\necho z\nE\n", "echo z\n"]],
  ["echo a\nif true; then fi\n", ["echo a\nif true; then fi\n"]],
])("cuts %j into its statements", (text, statements) => {
  expect(statementsOf(text)).toEqual(statements);
});

it.each([
  ["telnet mail 25", "telnet"],
  ["telnet $host 25", "telnet"],
  ["A=1 su ann", "su"],
  ["telnet mail 25 < file", null],
  ["telnet mail 25 | cat", null],
  ["telnet mail 25 &", null],
  ["hostname; telnet mail 25", null],
  ["telnet $(hostname) 25", null],
  ["$program", null],
  ["a=1", null],
  ["if true; then telnet; fi", null],
  ["echo )", null],
])("knows whether a program is all of %j", (text, program) => {
  expect(programAlone(text)).toBe(program);
});
