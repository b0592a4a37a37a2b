import { expect, it } from "vitest";
import { output, smallWorld } from "../../world.test-kit.ts";

const files = { mail: { "/root/a": "one\ntwo\nthree\n" } };

// From GNU sed 4.9, but for the place of what is wrong ("char 1").
it.each<readonly [string, readonly string[]]>([
  ["sed -e s/one/1/ -e s/two/2/ a", ["1", "2", "three"]],
  ["sed -n -e 1p -e '$p' a", ["one", "three"]],
  ["sed --expression=1d -e 2d a", ["three"]],
  ["sed -e p -e k a; echo $?", ["sed: -e expression #2: unknown command: `k'", "1"]],
  ["sed -e 1d s/o/0/; echo $?", ["sed: s/o/0/: No such file or directory", "2"]],
  ["sed -i.bak s/one/1/ a; cat a a.bak", ["1", "two", "three", "one", "two", "three"]],
  [
    "sed -z p a; sed --foo p a; sed -e",
    [
      "sed: invalid option -- 'z'",
      "sed: unrecognized option '--foo'",
      "sed: option requires an argument -- 'e'",
    ],
  ],
])("%s", (line, printed) => {
  expect(output(smallWorld(files), line)).toEqual(printed);
});
