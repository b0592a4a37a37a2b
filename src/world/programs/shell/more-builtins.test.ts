import { describe, expect, it } from "vitest";
import { perform } from "../../runs/perform.ts";
import { output, screen, session, smallWorld, type } from "../../world.test-kit.ts";

const files = {
  mail: {
    "/root/lines": "one  two three\nfour\\\nfive\n  last",
    "/root/vars": "X=from-file\ncd /etc\n",
    "/root/e": "#!/bin/sh -e\necho a\nfalse\necho b\n",
  },
};
const bash = "(A larger shell can do that: type bash, then the line again.)";

// From dash 0.5.12, but for the words of its complaints.
it.each<readonly [string, readonly string[]]>([
  ["cd /etc; cd /bin; cd -; pwd; cd -; echo $PWD $OLDPWD", ["/etc", "/etc", "/bin", "/bin /etc"]],
  ["sh -c 'cd -'", ["sh: cd: OLDPWD not set"]],
  ["echo ~root ~root/x ~nosuch '~root' a~root", ["/root /root/x ~nosuch ~root a~root"]],
  ["eval 'X=1; echo' '$X'; eval; echo $?; eval false; echo $?", ["1", "0", "1"]],
  [
    ". ./vars; echo $X; pwd; . no; echo $?",
    ["from-file", "/etc", "sh: .: no: No such file or directory", "1"],
  ],
  ["read a b < lines; echo $a:$b; echo x | read a; echo $a", ["one:two three", "one"]],
  [
    'while read a b; do echo "[$a] [$b]"; done < lines; echo $a',
    ["[one] [two three]", "[fourfive] []", "last"],
  ],
  ['cat lines | while read -r a; do echo "$a"; done', ["one  two three", "four\\", "five"]],
  [
    "read < lines; read 1x < lines; echo $?",
    ["sh: read: which variables?", "sh: read: 1x: not a name that a variable can have", "2"],
  ],
  ["while read a; do break; done < lines; while read a; do echo $a; break; done < lines", ["one two three"]],
  ["set a 'b c'; echo $# $2; set --; echo $#; Z=\"it's\"; set | grep Z", ["2 b c", "0", "Z='it'\\''s'"]],
  [
    "umask; umask -S; umask 022; echo $?; umask 077",
    ["0022", "u=rwx,g=rx,o=rx", "0", "sh: umask other than 022 doesn't work in this shell", bash],
  ],
  ["set -o pipefail", ["sh: set -o doesn't work in this shell", bash]],
  [
    "trap : 1; echo $?; alias ll='ls -l'",
    ["sh: trap doesn't work in this shell", bash, "2", "sh: alias doesn't work in this shell", bash],
  ],
  ["(set -u; echo $NO.; echo still); echo $?", ["sh: NO: parameter not set", "2"]],
  ['(set -x; X=1; echo "$X 2" | cat)', ["+ X=1", "+ echo 1 2", "+ cat", "1 2"]],
  [
    "sh e; echo $?; chmod +x e; ./e; echo $?; sh -ec 'false; echo no'; echo $?",
    ["a", "b", "0", "a", "1", "1"],
  ],
])("%s", (line, printed) => {
  expect(output(smallWorld(files), line)).toEqual(printed);
});

describe("set -e ends a shell at what fails", () => {
  // From dash 0.5.12.
  it.each<readonly [string, readonly string[]]>([
    ["false; echo no", []],
    ["(exit 3); echo no", []],
    ["true | false; echo no", []],
    ["false | true; echo yes", ["yes"]],
    ["if false; then :; fi; echo yes", ["yes"]],
    ["while false; do :; done; echo yes", ["yes"]],
    ["false || true; false && true; echo yes", ["yes"]],
    ["! true; echo yes", ["yes"]],
    ["{ false; echo in; } && echo yes", ["in", "yes"]],
    ["for i in 1 2; do echo $i; false; done", ["1"]],
    ["set +e; false; echo yes", ["yes"]],
  ])("%s", (line, printed) => {
    expect(output(smallWorld(), `sh -ec '${line}'`)).toEqual(printed);
  });
});

describe("a typed line that isn't complete", () => {
  it("goes on behind a backslash at its end", () => {
    expect(session(smallWorld(), "mail", "echo one \\", "two\\\\", "echo \\\\")).toEqual([
      "root@mail:~# echo one \\",
      "> two\\\\",
      "one two\\",
      "root@mail:~# echo \\\\",
      "\\",
    ]);
  });

  it("goes on with a quote that isn't closed", () => {
    expect(session(smallWorld(), "mail", "echo 'a", "b' c", 'echo "x', 'y"')).toEqual([
      "root@mail:~# echo 'a",
      "(The quote that begins in column 6 goes on in the next line; Ctrl-C leaves it.)",
      "> b' c",
      "a",
      "b c",
      'root@mail:~# echo "x',
      "(The quote that begins in column 6 goes on in the next line; Ctrl-C leaves it.)",
      '> y"',
      "x",
      "y",
    ]);
  });

  it("is given up at Ctrl-C", () => {
    const world = smallWorld();
    type(world, "mail", "echo it's", "me");
    perform(world, { key: { host: "mail", key: "C-c" } });
    expect(session(world, "mail", "echo on")).toEqual(["root@mail:~# echo on", "on"]);
    expect(screen(world, "mail").filter((line) => line.includes("never closed"))).toEqual([]);
  });
});

it("read asks whoever is at the keyboard", () => {
  const world = smallWorld();
  expect(session(world, "mail", "read name", "ann b", "echo $name")).toEqual([
    "root@mail:~# read name",
    "ann b",
    "root@mail:~# echo $name",
    "ann b",
  ]);
});
