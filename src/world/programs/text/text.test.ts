import { describe, expect, it } from "vitest";
import { perform } from "../../runs/perform.ts";
import { content, output, screen, smallWorld, type } from "../../world.test-kit.ts";

const files = {
  mail: {
    "/root/a": "one\ntwo\nthree\nfour\n",
    "/root/b": "one\n2\nthree\nfour\nfive",
    "/root/n": "10\n9\n9\n-1\nb\n",
    "/root/log": "deny 1.2.3.4\nok 1.2.3.5\nDeny (x)\n",
  },
};

// From GNU coreutils 9, grep 3, sed 4 and diffutils 3.
it.each<readonly [string, readonly string[]]>([
  [
    "printf 'a\\tb%%\\n'; printf '%s-%5s|%-3s|%03d\\n' a b c 7 d",
    ["a\tb%", "a-    b|c  |007", "d-     |   |000"],
  ],
  [
    "printf '%x %c\\101\\x42\\n' 255 zz; printf '%d\\n' z; echo $?",
    ["ff zAB", "printf: z: expected a numeric value", "0", "1"],
  ],
  [
    "head -1 a; head -n 2 a b; head -c 5 a; echo; cat a | head -n1",
    ["one", "==> a <==", "one", "two", "", "==> b <==", "one", "2", "one", "t", "one"],
  ],
  [
    "tail -n 1 a; tail -2 b; echo; tail -n +3 a; tail -c 3 a; head -x a",
    ["four", "four", "five", "three", "four", "ur", "head: invalid option -- 'x'"],
  ],
  [
    "head no a; echo $?",
    [
      "head: cannot open 'no' for reading: No such file or directory",
      "==> a <==",
      "one",
      "two",
      "three",
      "four",
      "1",
    ],
  ],
  [
    "grep deny log; grep -i deny log; grep -vc deny log; grep -n o a",
    ["deny 1.2.3.4", "deny 1.2.3.4", "Deny (x)", "2", "1:one", "2:two", "4:four"],
  ],
  [
    "grep o a b; grep -c three a b; grep -q three a; echo $?; grep xyz a; echo $?; grep x no; echo $?",
    [
      "a:one",
      "a:two",
      "a:four",
      "b:one",
      "b:four",
      "a:1",
      "b:1",
      "0",
      "1",
      "grep: no: No such file or directory",
      "2",
    ],
  ],
  [
    "grep '(x)' log; grep -E 'o(ne|k)' a log; grep -F . log; grep '^o[[:alpha:]]*$' a; grep 't\\(w\\|h\\)' a",
    ["Deny (x)", "a:one", "log:ok 1.2.3.5", "deny 1.2.3.4", "ok 1.2.3.5", "one", "two", "three"],
  ],
  ["grep '[' a; grep", ["grep: Invalid regular expression: [", "grep: which pattern?"]],
  [
    "sed -n 2p a; sed -n '2,3p' a; sed -n '$p' a; sed -n /w/p a; sed -n '/two/,/four/p' a",
    ["two", "two", "three", "four", "two", "two", "three", "four"],
  ],
  [
    "sed s/o/0/ a; sed 's/[eo]/<&>/g;2,$d' a; sed '/o/d' a; sed -E 's/(.)(.)/\\2\\1/;q' a; sed -n 's/e/E/p' a",
    ["0ne", "tw0", "three", "f0ur", "<o>n<e>", "three", "noe", "onE", "thrEe"],
  ],
  [
    "sed -n '2!p' a; sed s,o,/, a | head -1; sed s/a a; sed k a",
    [
      "one",
      "three",
      "four",
      "/ne",
      "sed: -e expression #1: unterminated `s' command",
      "sed: -e expression #1: unknown command: `k'",
    ],
  ],
  ["sed -i s/one/1/ a; cat a", ["1", "two", "three", "four"]],
  [
    "sort n; sort -n n; sort -rn n; sort -u n; sort -nu n",
    [
      "-1",
      "10",
      "9",
      "9",
      "b",
      "-1",
      "b",
      "9",
      "9",
      "10",
      "10",
      "9",
      "9",
      "b",
      "-1",
      "-1",
      "10",
      "9",
      "b",
      "-1",
      "b",
      "9",
      "10",
    ],
  ],
  ["uniq -c n | head -2; uniq n | wc -l", ["      1 10", "      2 9", "4"]],
  [
    "wc a; wc -l a b; cat a | wc; wc -c < a",
    [" 4  4 19 a", " 4 a", " 4 b", " 8 total", "      4       4      19", "19"],
  ],
  [
    "diff a a; echo $?; diff a b; echo $?",
    ["0", "2c2", "< two", "---", "> 2", "4a5", "> five", "\\ No newline at end of file", "1"],
  ],
  [
    "echo x > c; cat a >> c; diff c a; diff a c; diff a /dev/null; diff a; echo $?",
    [
      "1d0",
      "< x",
      "0a1",
      "> x",
      "1,4d0",
      "< one",
      "< two",
      "< three",
      "< four",
      "diff: missing operand after 'a'",
      "2",
    ],
  ],
])("%s", (line, printed) => {
  expect(output(smallWorld(files), line)).toEqual(printed);
});

describe("tail -f", () => {
  it("shows what is added to a file as it grows, until Ctrl-C", () => {
    const world = smallWorld(files);
    type(world, "mail", "tail -n 1 -f a");
    expect(screen(world, "mail").slice(-1)).toEqual(["four"]);
    const text = `${content(world, "mail", "/root/a")}five\nsix\n`;
    perform(world, { edit: { host: "mail", file: "/root/a", text } });
    expect(screen(world, "mail").slice(-3)).toEqual(["four", "five", "six"]);
    expect(perform(world, { key: { host: "mail", key: "C-c" } })).toEqual({ kind: "done" });
    expect(output(world, "echo $?")).toEqual(["130"]);
  });
});
