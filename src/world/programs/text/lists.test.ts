import { expect, it } from "vitest";
import { output, smallWorld } from "../../world.test-kit.ts";

it.each<readonly [line: string, printed: readonly string[]]>([
  ["seq 3", ["1", "2", "3"]],
  ["seq 2 4", ["2", "3", "4"]],
  ["seq 5 -2 1", ["5", "3", "1"]],
  ["seq 3 1", []],
  ["seq x; echo $?", ["seq: invalid floating point argument: 'x'", "1"]],
  ["seq 1 0 2", ["seq: invalid Zero increment value: '0'"]],
  ["seq 1000000", ["seq: more than 100000 numbers"]],
  ["cut -d: -f1 /etc/passwd | head -1", ["root"]],
  ["echo a:b:c:d | cut -d : -f 1,3-", ["a:c:d"]],
  ["echo abcdef | cut -c 2-4,6", ["bcdf"]],
  ["printf 'plain\\na:b\\n' | cut -d: -f2", ["plain", "b"]],
  ["printf 'plain\\na:b\\n' | cut -s -d: -f2", ["b"]],
  ["echo a | cut -f 0; echo $?", ["cut: invalid list '0'", "1"]],
  ["echo a | cut", ["cut: give a list of either fields (-f) or bytes (-c)"]],
  ["cut -f1 /none; echo $?", ["cut: /none: No such file or directory", "1"]],
  ["echo a | tee /tmp/f; echo b | tee -a /tmp/f > /tmp/g; cat /tmp/f /tmp/g", ["a", "a", "b", "b"]],
  ["echo a | tee /no/f; echo $?", ["tee: /no/f: No such file or directory", "a", "1"]],
])("%s", (line, printed) => {
  expect(output(smallWorld(), line)).toEqual(printed);
});
