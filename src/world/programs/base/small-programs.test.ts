import { expect, it } from "vitest";
import { output, smallWorld } from "../../world.test-kit.ts";

// From GNU coreutils 9.1, hostname 3.23 and Debian's which, but for what says that it doesn't work here.
it.each<readonly [string, readonly string[]]>([
  [
    "hostname; hostname -f; hostname -s; hostname -d; hostname -I; hostname x",
    [
      "mail.test",
      "mail.test",
      "mail",
      "test",
      "192.0.2.25",
      "hostname: the host's name can't be changed here",
    ],
  ],
  [
    "seq -w 8 10; seq -s, 3; seq 3 -1 1; seq -2 0",
    ["08", "09", "10", "1,2,3", "3", "2", "1", "-2", "-1", "0"],
  ],
  [
    "seq; seq a; seq 1 2 3 4; seq 1 .5 2; seq 1 0 2",
    [
      "seq: missing operand",
      "seq: invalid floating point argument: 'a'",
      "seq: extra operand '4'",
      "seq: .5: only whole numbers work here",
      "seq: invalid Zero increment value: '0'",
    ],
  ],
  [
    "env -i A=1 env; env -u HOME env | grep -c HOME; env - env; env -z; echo $?",
    ["A=1", "0", "env: invalid option -- 'z'", "Try 'env --help' for more information.", "125"],
  ],
  [
    "which -a sh; which nosuch; echo $?; which -z sh; echo $?",
    ["/bin/sh", "1", "which: invalid option -- 'z'", "2"],
  ],
  [
    "id -G; id -n; id -ug; id root ann; whoami x",
    [
      "0",
      "id: cannot print only names or real IDs in default format",
      'id: cannot print "only" of more than one choice',
      "id: extra operand 'ann'",
      "whoami: extra operand 'x'",
    ],
  ],
  [
    "printf 'a\\na\\nb\\nA\\n' > f; uniq -d f; uniq -u f; uniq -ci f; uniq f g; cat g; uniq f g h",
    ["a", "b", "A", "      2 a", "      1 b", "      1 A", "a", "b", "A", "uniq: extra operand 'h'"],
  ],
  ["printf 'a\\r\\n' | dos2unix | cat -A; printf 'a\\r\\n' > f; dos2unix -q f; cat -A f", ["a$", "a$"]],
  [
    "sleep 1 1; sleep; sleep x; sleep -z",
    ["sleep: missing operand", "sleep: invalid time interval 'x'", "sleep: invalid option -- 'z'"],
  ],
  [
    "ps -C svscan | tail -1 | cut -c18-; ps -u nosuch; ps -p; ps -k x",
    [
      "svscan /service",
      "    PID USER     COMMAND",
      "ps: the option -p requires an argument",
      "ps: unsupported option '-k'",
    ],
  ],
])("%s", (line, printed) => {
  expect(output(smallWorld(), line)).toEqual(printed);
});
