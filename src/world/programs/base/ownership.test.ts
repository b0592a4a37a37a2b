import { expect, it } from "vitest";
import { output, smallWorld } from "../../world.test-kit.ts";

const files = { mail: { "/root/a": "one\n", "/root/d/e/x": "", "/root/d/f": "1\n" } };

// From GNU coreutils 9.1.
it.each<readonly [string, readonly string[]]>([
  ["chmod -R 700 d; ls -lR d | grep -oE '^[d-][rwx-]{9}'", ["drwx------", "-rwx------", "-rwx------"]],
  ["chmod -R go=,u+rwX d; ls -lR d | grep -oE '^[d-][rwx-]{9}'", ["drwx------", "-rw-------", "-rw-------"]],
  [
    "chown -R ann d; ls -lR d | grep -c ' ann '; chown -R :daemon d; chgrp root d/f; echo $?",
    ["3", "chown: invalid group: ':daemon'", "0"],
  ],
  [
    "chown ann: a; ls -l a | cut -c14-27; chgrp root a; ls -l a | cut -c14-27",
    ["ann      ann  ", "ann      root "],
  ],
  [
    "chmod -x a; chmod +w a; chmod u+s a; ls -l a | cut -c1-10; chmod -w a; ls -l a | cut -c1-10",
    ["-rwSr--r--", "-r-Sr--r--"],
  ],
  [
    "chmod 999 a; chmod -z 600 a; chmod 600; chmod; chmod 600 no",
    [
      "chmod: invalid mode: '999'",
      "chmod: invalid option -- 'z'",
      "chmod: missing operand after '600'",
      "chmod: missing operand",
      "chmod: cannot access 'no': No such file or directory",
    ],
  ],
  [
    "chown -z root a; chown nosuch a; chown root:nosuch a; chown root no; chgrp",
    [
      "chown: invalid option -- 'z'",
      "chown: invalid user: 'nosuch'",
      "chown: invalid group: 'root:nosuch'",
      "chown: cannot access 'no': No such file or directory",
      "chgrp: missing operand",
    ],
  ],
  [
    "mkdir -m 700 p; mkdir -pv q/r; ls -ld p | cut -c1-10",
    ["mkdir: created directory 'q'", "mkdir: created directory 'q/r'", "drwx------"],
  ],
  [
    "mkdir a; mkdir p/q; mkdir a/x; mkdir -p a/x; mkdir; mkdir -z p; mkdir -m 9 p",
    [
      "mkdir: cannot create directory 'a': File exists",
      "mkdir: cannot create directory 'p/q': No such file or directory",
      "mkdir: cannot create directory 'a/x': Not a directory",
      "mkdir: cannot create directory 'a': File exists",
      "mkdir: missing operand",
      "mkdir: invalid option -- 'z'",
      "mkdir: invalid mode '9'",
    ],
  ],
])("%s", (line, printed) => {
  expect(output(smallWorld(files), line)).toEqual(printed);
});
