import { expect, it } from "vitest";
import { output, smallWorld } from "../../world.test-kit.ts";

const count = (last: number): string[] => Array.from({ length: last }, (_, at) => String(at + 1));
const files = {
  mail: {
    "/root/a": `${count(12).join("\n")}\n`,
    "/root/b": `${count(12)
      .filter((line) => line !== "11")
      .map((line) => (line === "3" ? "three" : line))
      .join("\n")}\n`,
    "/root/open": "x",
    "/root/two": "x\ny\n",
    "/root/w1": "a b\nc\n",
    "/root/w2": "a   b \nC\n",
    "/root/d/a": "1\n",
  },
};

// From GNU diff 3.8; the times of the files are left out.
it.each<readonly [string, readonly string[]]>([
  [
    "diff -u a b",
    [
      "--- a",
      "+++ b",
      "@@ -1,6 +1,6 @@",
      " 1",
      " 2",
      "-3",
      "+three",
      " 4",
      " 5",
      " 6",
      "@@ -8,5 +8,4 @@",
      " 8",
      " 9",
      " 10",
      "-11",
      " 12",
    ],
  ],
  [
    "diff -U1 a b",
    [
      "--- a",
      "+++ b",
      "@@ -2,3 +2,3 @@",
      " 2",
      "-3",
      "+three",
      " 4",
      "@@ -10,3 +10,2 @@",
      " 10",
      "-11",
      " 12",
    ],
  ],
  ["diff -U 4 a b | grep @@", ["@@ -1,12 +1,11 @@"]],
  [
    "diff -u open two",
    ["--- open", "+++ two", "@@ -1 +1,2 @@", "-x", "\\ No newline at end of file", "+x", "+y"],
  ],
  ["diff -u two /dev/null", ["--- two", "+++ /dev/null", "@@ -1,2 +0,0 @@", "-x", "-y"]],
  [
    "diff -u a a; echo $?; diff -s a a; diff -q a b",
    ["0", "Files a and a are identical", "Files a and b differ"],
  ],
  ["diff -wi w1 w2; echo $?; diff -bi w1 w2; echo $?; diff -w w1 w2", ["0", "0", "2c2", "< c", "---", "> C"]],
  ["diff two d; diff a d | tail -1", ["diff: d/two: No such file or directory", "< 12"]],
  [
    "diff -z a b; echo $?; diff --foo",
    ["diff: invalid option -- 'z'", "2", "diff: unrecognized option '--foo'"],
  ],
  [
    "diff; diff a; diff a b c",
    ["diff: missing operand after 'diff'", "diff: missing operand after 'a'", "diff: extra operand 'c'"],
  ],
])("%s", (line, printed) => {
  expect(output(smallWorld(files), line).map((text) => text.replace(/\t2026.*/, ""))).toEqual(printed);
});

it("-u tells when the files were changed", () => {
  const world = smallWorld(files);
  expect(output(world, "touch -d '2020-01-02 03:04:05' a; diff -u a b | head -1")).toEqual([
    "--- a\t2020-01-02 03:04:05.000000000 +0000",
  ]);
});
