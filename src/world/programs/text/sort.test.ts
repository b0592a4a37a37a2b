import { expect, it } from "vitest";
import { content, output, smallWorld } from "../../world.test-kit.ts";

const files = {
  mail: { "/root/s": "b 10\na 9\nc 2\nB 1\n", "/root/k": "a:3\nb:1\n c:2\n" },
};

// From GNU sort 9.1, in the C locale.
it.each<readonly [string, readonly string[]]>([
  ["sort -k2 s", ["B 1", "b 10", "c 2", "a 9"]],
  ["sort -k2n s; sort -n -k 2,2 s", ["B 1", "c 2", "a 9", "b 10", "B 1", "c 2", "a 9", "b 10"]],
  ["sort -t: -k2 k; sort -t : -k 2,2nr k", ["b:1", " c:2", "a:3", "a:3", " c:2", "b:1"]],
  ["sort -f s; sort -r -k2 s", ["a 9", "B 1", "b 10", "c 2", "a 9", "c 2", "b 10", "B 1"]],
  ["sort -k1.2 s; sort -b k", ["B 1", "b 10", "c 2", "a 9", "a:3", "b:1", " c:2"]],
  ["printf 'x 1\\ny 1\\nz 2\\n' | sort -u -k2,2", ["x 1", "z 2"]],
  ["printf 'b 1\\na 1\\n' | sort -s -k2; printf 'b 1\\na 1\\n' | sort -k2", ["b 1", "a 1", "a 1", "b 1"]],
  ["sort -c s; echo $?", ["sort: s:2: disorder: a 9", "1"]],
  ["sort -k x s; echo $?", ["sort: invalid number at field start: invalid count at start of 'x'", "2"]],
  [
    "sort -k 0 s; sort -t ab k",
    ["sort: field number is zero: invalid field specification '0'", "sort: multi-character tab 'ab'"],
  ],
  ["sort -V s; sort --foo s", ["sort: invalid option -- 'V'", "sort: unrecognized option '--foo'"]],
])("%s", (line, printed) => {
  expect(output(smallWorld(files), line)).toEqual(printed);
});

it("-o writes into the file that it reads", () => {
  const world = smallWorld(files);
  expect(output(world, "sort -o s s")).toEqual([]);
  expect(content(world, "mail", "/root/s")).toBe("B 1\na 9\nb 10\nc 2\n");
});
