import { expect, it } from "vitest";
import { output, smallWorld } from "../../world.test-kit.ts";

// From GNU printf 9.1, but for what is too wide.
it.each<readonly [string, readonly string[]]>([
  ["printf '%+d|% d|%#x|%5d|%-5d|%05d\\n' 1 2 255 3 4 -5", ["+1| 2|0xff|    3|4    |-0005"]],
  ["printf '%.3d|%.2s|%c|%i|%u|%o|%X\\n' 5 abc xyz 1 2 8 255", ["005|ab|x|1|2|10|FF"]],
  ["printf '%d %d %d\\n' 0x10 010 \"'A\"; printf -- '%s\\n' a", ["16 8 65", "a"]],
  ["printf 'a\\cb'; echo; printf '%s\\n' a b", ["a", "a", "b"]],
  [
    "printf '%1000000000s' x; echo $?",
    ["printf: %1000000000s: wider than 4096, which this printf can't do", "1"],
  ],
  [
    "printf 'a%y'; echo $?; printf '%5.2f' 1",
    ["printf: %y: invalid conversion specification", "1", "printf: %5.2f: invalid conversion specification"],
  ],
  [
    "printf '12%'; printf; printf '%d\\n' 089",
    [
      "printf: %: invalid conversion specification",
      "printf: missing operand",
      "printf: 089: expected a numeric value",
      "0",
    ],
  ],
  ["printf 'a\\n' b", ["a", "printf: warning: ignoring excess arguments, starting with 'b'"]],
])("%s", (line, printed) => {
  expect(output(smallWorld(), line)).toEqual(printed);
});
