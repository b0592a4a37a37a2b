import { expect, it } from "vitest";
import { output, smallWorld } from "../../world.test-kit.ts";

const files = { mail: { "/root/a": "1\n2\n3\n4\n5\n", "/root/b": "x\n", "/root/d/x": "" } };

// From GNU coreutils 9.1.
it.each<readonly [string, readonly string[]]>([
  ["head -n -1 a; head -n -9 a; head -c -3 a; echo", ["1", "2", "3", "4", "1", "2", "3", "4"]],
  ["head -n +2 a; head -2 a; head --lines=1 a", ["1", "2", "1", "2", "1"]],
  ["head -v -n1 a; head -qn1 a b", ["==> a <==", "1", "1", "x"]],
  ["tail -n +4 a; tail +5 a; tail -n -2 a; tail -c +9 a", ["4", "5", "5", "4", "5", "5"]],
  [
    "tail -n +0 b; tail -n 1k b; tail -f -n1 no; echo $?",
    [
      "x",
      "x",
      "tail: cannot open 'no' for reading: No such file or directory",
      "tail: no files remaining",
      "1",
    ],
  ],
  [
    "head no; tail no; head d",
    [
      "head: cannot open 'no' for reading: No such file or directory",
      "tail: cannot open 'no' for reading: No such file or directory",
      "head: error reading 'd': Is a directory",
    ],
  ],
  [
    "head -n x a; tail -c 1x a",
    ["head: invalid number of lines: 'x'", "tail: invalid number of bytes: '1x'"],
  ],
  [
    "head -f a; tail -x a; tail --foo a; echo $?",
    ["head: invalid option -- 'f'", "tail: invalid option -- 'x'", "tail: unrecognized option '--foo'", "1"],
  ],
])("%s", (line, printed) => {
  expect(output(smallWorld(files), line)).toEqual(printed);
});
