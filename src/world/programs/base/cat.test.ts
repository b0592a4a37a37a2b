import { expect, it } from "vitest";
import { output, smallWorld } from "../../world.test-kit.ts";

const files = {
  mail: {
    "/root/a": "1\n2\n",
    "/root/b": "x\ty\r\n\n\n\u0001z\u00e9\u007f\n",
    "/root/open": "no newline",
  },
};

// From GNU cat 9.1.
it.each<readonly [string, readonly string[]]>([
  ["cat -n a a", ["     1\t1", "     2\t2", "     3\t1", "     4\t2"]],
  ["cat a | cat -n; cat -n open a", ["     1\t1", "     2\t2", "     1\tno newline1", "     2\t2"]],
  ["cat -A b", ["x^Iy^M$", "$", "$", "^AzM-CM-)^?$"]],
  ["cat -e b | head -1; cat -vET b | head -1", ["x\ty^M$", "x^Iy^M$"]],
  ["cat -v b | tail -1; cat -T b | head -1 | cat -v", ["^AzM-CM-)^?", "x^Iy^M"]],
  ["cat -E b | head -2; cat -E open; echo", ["x\ty^M$", "$", "no newline"]],
  ["cat -b b | cut -c1-7 | cat -A", ["     1^I$", "$", "$", "     2^I$"]],
  ["cat -s b | wc -l; cat -u a", ["3", "1", "2"]],
  ["cat -n no a; echo $?", ["cat: no: No such file or directory", "     1\t1", "     2\t2", "1"]],
  [
    "cat -z a; echo $?; cat --foo; cat -- a",
    ["cat: invalid option -- 'z'", "1", "cat: unrecognized option '--foo'", "1", "2"],
  ],
  ["less -N a; less -X +G a; more -y a", ["     1\t1", "     2\t2", "1", "2", "more: invalid option -- 'y'"]],
])("%s", (line, printed) => {
  expect(output(smallWorld(files), line)).toEqual(printed);
});
