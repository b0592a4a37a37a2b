import { describe, expect, it } from "vitest";
import { perform } from "../runs/perform.ts";
import { output, smallWorld, type } from "../world.test-kit.ts";

// From dash 0.5, but for the words of its complaints.
describe("a command with commands in it", () => {
  const files = { mail: { "/root/a": "1\n", "/root/b.x": "2\n", "/root/c.x": "", "/root/.d.x": "" } };
  it.each<readonly [string, readonly string[]]>([
    ["echo `echo a; echo b` \"$(echo 'a  b'; echo c)\" x$(true)y", ["a b a  b", "c xy"]],
    ["X=`cat a` Y=$(cat b.x); echo $X$Y; X=`false`; echo $?; X=1; echo $?", ["12", "1", "0"]],
    [
      "X=1; echo `X=2; echo $X; exit 3` $X; cd / | cd /bin; echo $(cd /etc; pwd) `echo \\`echo in\\``",
      ["2 1", "/etc in"],
    ],
    [
      "echo *.x ? '*' \"*\" \\*.x [ab]* [!a]* no* /e*/../ro?t/*.x .*x",
      ["b.x c.x a * * *.x a b.x b.x c.x no* /etc/../root/b.x /etc/../root/c.x .d.x"],
    ],
    ["X='*.x'; echo $X \"$X\"; cat *.x no*", ["b.x c.x *.x", "2", "cat: no*: No such file or directory"]],
    [
      "if cat no; then echo a; elif cat a; then echo b; else echo c; fi",
      ["cat: no: No such file or directory", "1", "b"],
    ],
    ["if false; then echo a; fi; echo $?; if ! [ -f a ]; then echo no; else echo yes; fi", ["0", "yes"]],
    [
      "for x in *.x 'a b' $(echo c d); do echo \"<$x>\"; done; echo $x",
      ["<b.x>", "<c.x>", "<a b>", "<c>", "<d>", "d"],
    ],
    ['X=; while [ "$X" != aaa ]; do X=a$X; echo $X; done; echo $?', ["a", "aa", "aaa", "0"]],
    ['X=; until test -n "$X"; do X=1; done; echo $X', ["1"]],
    [
      "for a in 1 2; do for b in 1 2 3; do if [ $b = 2 ]; then continue; fi; echo $a$b; done; done",
      ["11", "13", "21", "23"],
    ],
    [
      "for a in 1 2; do for b in 1 2; do break 2; done; echo no; done; echo $a$b; break; echo on",
      ["11", "on"],
    ],
    [
      "case a.cdb in b|*.c) echo 1;; *.cdb) echo 2;; *) echo 3;; esac; case '*' in '*') echo 4;; esac",
      ["2", "4"],
    ],
    ["{ echo a; X=1; cat no; } > f 2>&1; echo $X; cat f", ["1", "a", "cat: no: No such file or directory"]],
    ["(cd /etc; X=2; pwd; exit 4); echo $? $X; pwd", ["/etc", "4", "/root"]],
    ["for x in 2 1; do echo $x; done | { cat; echo end; }", ["2", "1", "end"]],
    ["sh -c 'for x in \"$@\"; do echo $x; done; shift; echo $1 $*' 0 'a  b' c", ["a b", "c", "c c"]],
    ["if true; then exec echo a; fi | cat; (exec cat a); ! true; echo $?", ["a", "1", "1"]],
    ["if true; then", []],
    ["while", []],
  ])("%s", (line, printed) => {
    expect(output(smallWorld(files), line)).toEqual(printed);
  });
});

// From dash 0.5.
describe("test", () => {
  const files = { mail: { "/root/a": "1\n", "/root/empty": "" } };
  it.each<readonly [string, number]>([
    ["[ ]", 1],
    ["[ x ]", 0],
    ["[ -z ]", 0],
    ["[ -z '' ]", 0],
    ["[ -n '' -o -n a ]", 0],
    ["[ -n '' -a -n a -o x ]", 0],
    ["[ ! -f no -a -f a ]", 0],
    ["[ -e empty -a ! -s empty -a -s a -a -d /etc -a ! -d a ]", 0],
    ["[ -x a -o -x no ]", 1],
    ["test a = a", 0],
    ["test a == b", 1],
    ["test ! = !", 0],
    ["test 2 -lt 10 -a 2 -le 2 -a 3 -gt 2 -a 3 -ge 3 -a 1 -ne 2 -a 01 -eq 1", 0],
    ["test '(' a = b -o c ')' -a d", 0],
  ])("%s exits %d", (line, code) => {
    expect(output(smallWorld(files), `${line}; echo $?`)).toEqual([String(code)]);
  });

  it.each<readonly [string, string]>([
    ["[ a = a", '[: "]" is missing'],
    ["test a -eq 1", "test: a: expected a number"],
    ["[ a b ]", "[: b: not expected here"],
  ])("%s is trouble", (line, message) => {
    expect(output(smallWorld(files), `${line}; echo $?`)).toEqual([`sh: ${message}`, "2"]);
  });
});

describe("a loop without end", () => {
  it.each([
    "while true; do X=$X; done",
    "while true; do cat /dev/null; done",
    "sh -c 'until false; do :; done'",
  ])("%s is stopped by Ctrl-C", (line) => {
    const world = smallWorld();
    const processes = world.processes.size;
    expect(type(world, "mail", `${line}; echo on`)).toEqual(["busy"]);
    expect(perform(world, { key: { host: "mail", key: "C-c" } })).toEqual({ kind: "done" });
    expect(world.consoles.get("mail")?.prompt).toBe("root@mail:~# ");
    expect(world.processes.size).toBe(processes);
  });

  it("that makes a value grow ends with a message", () => {
    const printed = output(smallWorld(), "X=aaaaaaaa; while :; do X=$X$X; done; echo on", "echo $?");
    expect(printed).toEqual(["sh: a command can have at most 1048576 bytes", "2"]);
  });
});
