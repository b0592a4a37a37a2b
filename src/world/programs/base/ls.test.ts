import { expect, it } from "vitest";
import { output, smallWorld } from "../../world.test-kit.ts";

const files = {
  mail: {
    "/root/a": "one\n",
    "/root/b": "12345\n",
    "/root/.hidden": "",
    "/root/d/e/x": "",
    "/root/d/f": "1\n",
    "/root/big": "x".repeat(3000),
    "/root/large": "x".repeat(10_241),
  },
};

// From GNU coreutils 9.1, but for what ls.ts says that differs.
it.each<readonly [string, readonly string[]]>([
  ["ls no a d b", ["ls: cannot access 'no': No such file or directory", "a", "b", "", "d:", "e", "f"]],
  [
    "ls no; echo $?; ls a/x",
    ["ls: cannot access 'no': No such file or directory", "2", "ls: cannot access 'a/x': Not a directory"],
  ],
  ["ls -d d a; ls -ld d | cut -c1-10", ["a", "d", "drwxr-xr-x"]],
  ["ls -a d; ls -A", [".", "..", "e", "f", ".hidden", "a", "b", "big", "d", "large"]],
  ["ls -R d", ["d:", "e", "f", "", "d/e:", "x"]],
  ["ls -r; ls -1 d", ["large", "d", "big", "b", "a", "e", "f"]],
  ["ls -S a b d/f big", ["big", "b", "a", "d/f"]],
  ["touch -d @0 b; sleep 5; touch a; ls -t a b big; ls -tr a b", ["a", "big", "b", "b", "a"]],
  ["ls -lh a big large | tr -s ' ' | cut -d' ' -f5", ["4", "3.0K", "11K"]],
  ["touch -d '2020-01-02 03:04' a; ls -l a", ["-rw-r--r-- 1 root     root            4 Jan  2  2020 a"]],
  ["ls -F; ls -p d", ["a", "b", "big", "d/", "large", "e/", "f"]],
  ["chmod 4711 a; chmod 1777 d; ls -ld a d | cut -c1-10", ["-rws--x--x", "drwxrwxrwt"]],
  [
    "ls -z; echo $?; ls --foo; ls --all d",
    ["ls: invalid option -- 'z'", "2", "ls: unrecognized option '--foo'", ".", "..", "e", "f"],
  ],
])("%s", (line, printed) => {
  expect(output(smallWorld(files), line)).toEqual(printed);
});
