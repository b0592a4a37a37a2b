import { expect, it } from "vitest";
import { output, smallWorld } from "../../world.test-kit.ts";

const files = {
  mail: {
    "/root/a": "one\ntwo\nthree\nfour\nfive\nsix\nseven\n",
    "/root/d/x": "one\n",
    "/root/d/e/y": "none\n",
    "/root/d/.h": "one\n",
    "/root/pat": "one\nsev\n",
  },
};

// From GNU grep 3.8, but that files below a folder come in the order of their names.
it.each<readonly [string, readonly string[]]>([
  ["grep -e one -e tw a", ["one", "two"]],
  ["grep -c -e one -e o a; grep -vc -e o -e e a", ["3", "1"]],
  ["grep -o -e o -e n a | head -3", ["o", "n", "o"]],
  ["grep -f pat a; grep -e six -f pat a", ["one", "seven", "one", "six", "seven"]],
  ["grep -f no a; echo $?", ["grep: no: No such file or directory", "2"]],
  ["grep -A1 -n o a", ["1:one", "2:two", "3-three", "4:four", "5-five"]],
  ["grep -B1 five a; grep -1 four a", ["four", "five", "three", "four", "five"]],
  ["grep -A1 t a", ["two", "three", "four"]],
  ["grep -A1 -e one -e five a", ["one", "two", "--", "five", "six"]],
  ["grep -A1 one a d/x d/x", ["a:one", "a-two", "--", "d/x:one", "--", "d/x:one"]],
  ["grep -A x o a; echo $?", ["grep: x: invalid context length argument", "2"]],
  ["grep -m2 e a; grep -c -m1 o a; grep -m x o a", ["one", "three", "1", "grep: invalid max count"]],
  ["grep -r one d", ["d/.h:one", "d/e/y:none", "d/x:one"]],
  ["cd d; grep -rh one; grep -rl one .", ["one", "none", "one", "./.h", "./e/y", "./x"]],
  ["grep one d; echo $?", ["grep: d: Is a directory", "2"]],
  ["grep -s one d no; echo $?; grep -q one a no; echo $?", ["2", "0"]],
  ["grep --count one a; grep --regexp=tw a; grep --foo a", ["1", "two", "grep: unrecognized option '--foo'"]],
  ["grep -z one a; grep -e", ["grep: invalid option -- 'z'", "grep: option requires an argument -- 'e'"]],
])("%s", (line, printed) => {
  expect(output(smallWorld(files), line)).toEqual(printed);
});
