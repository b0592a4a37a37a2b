import { describe, expect, it } from "vitest";
import { output, session, smallWorld } from "../../world.test-kit.ts";

const files = {
  mail: {
    "/root/a": "one\n",
    "/root/b": "two\n",
    "/root/folder/c": "three\n",
    "/root/folder/sub/d": "four\n",
    "/root/x/folder/z": "five\n",
    "/root/y/z": "",
  },
};

// From GNU coreutils 9.1.
describe("cp, mv and rm", () => {
  it.each<readonly [string, readonly string[]]>([
    ["cp -r folder q; cat q/c q/sub/d", ["three", "four"]],
    ["cp -R folder x; ls x/folder; cat x/folder/sub/d", ["c", "sub", "z", "four"]],
    ["cp -a folder/ q; cat q/c; cp -r folder/. y; ls y", ["three", "c", "sub", "z"]],
    ["cp -r folder folder", ["cp: cannot copy a directory, 'folder', into itself, 'folder/folder'"]],
    ["cp -r folder folder/new", ["cp: cannot copy a directory, 'folder', into itself, 'folder/new'"]],
    ["cp -r folder a", ["cp: cannot overwrite non-directory 'a' with directory 'folder'"]],
    ["cp -r folder no/q", ["cp: cannot create directory 'no/q': No such file or directory"]],
    ["cp a no/", ["cp: cannot create regular file 'no/': Not a directory"]],
    ["cp a b b; echo $?", ["cp: target 'b': Not a directory", "1"]],
    [
      "cp a b no x; echo $?; ls x",
      ["cp: cannot stat 'no': No such file or directory", "1", "a", "b", "folder"],
    ],
    [
      "cp -t x a b; ls x; cp -T a y",
      ["a", "b", "folder", "cp: cannot overwrite directory 'y' with non-directory"],
    ],
    [
      "cp -rv folder q",
      ["'folder' -> 'q'", "'folder/c' -> 'q/c'", "'folder/sub' -> 'q/sub'", "'folder/sub/d' -> 'q/sub/d'"],
    ],
    ["cp -n a b; cat b; echo y | cp -i a b; cat b", ["two", "cp: overwrite 'b'? one"]],
    ["cp; cp -z a b", ["cp: missing file operand", "cp: invalid option -- 'z'"]],
    [
      "mv folder q; cat q/c q/sub/d; ls folder",
      ["three", "four", "ls: cannot access 'folder': No such file or directory"],
    ],
    ["mv folder y; cat y/folder/sub/d; mv a b x; ls x", ["four", "a", "b", "folder"]],
    ["mv folder x; echo $?", ["mv: cannot move 'folder' to 'x/folder': Directory not empty", "1"]],
    ["mv folder folder/sub/e", ["mv: cannot move 'folder' to a subdirectory of itself, 'folder/sub/e'"]],
    ["mv folder a", ["mv: cannot overwrite non-directory 'a' with directory 'folder'"]],
    ["mkdir y/a; mv a y", ["mv: cannot overwrite directory 'y/a' with non-directory"]],
    ["mkdir q; mv -T folder q; cat q/c", ["three"]],
    [
      "mv . y; mv folder no/x",
      [
        "mv: cannot move '.' to 'y/.': Device or resource busy",
        "mv: cannot move 'folder' to 'no/x': No such file or directory",
      ],
    ],
    ["mv -v folder q; echo n | mv -i a b; cat b", ["renamed 'folder' -> 'q'", "mv: overwrite 'b'? two"]],
    [
      "mv; mv a; mv -z a b",
      [
        "mv: missing file operand",
        "mv: missing destination file operand after 'a'",
        "mv: invalid option -- 'z'",
      ],
    ],
    [
      "rm -rv y; rm -d x; rm -r .",
      [
        "removed 'y/z'",
        "removed directory 'y'",
        "rm: cannot remove 'x': Directory not empty",
        "rm: refusing to remove '.' or '..' directory: skipping '.'",
      ],
    ],
    [
      "echo y > answer; rm -i a < answer; echo; ls a",
      ["rm: remove regular file 'a'? ", "ls: cannot access 'a': No such file or directory"],
    ],
    [
      "rmdir x; rmdir no; rmdir",
      [
        "rmdir: failed to remove 'x': Directory not empty",
        "rmdir: failed to remove 'no': No such file or directory",
        "rmdir: missing operand",
      ],
    ],
    ["mkdir -p p/q; rmdir -pv p/q", ["rmdir: removing directory, 'p/q'", "rmdir: removing directory, 'p'"]],
  ])("%s", (line, printed) => {
    expect(output(smallWorld(files), line)).toEqual(printed);
  });

  it("cp -a keeps mode, owner and time, cp only the mode", () => {
    const shown = output(
      smallWorld(files),
      "chown ann a; chmod 600 a; sleep 1h; cp a k; cp -a a l; ls -l k l | tr -s ' ' | cut -d' ' -f1,3,8 | cut -c1-17",
    );
    expect(shown).toEqual(["-rw------- root 10", "-rw------- ann 09:"].map((line) => line.slice(0, 17)));
  });

  it("asks a person with -i", () => {
    const world = smallWorld(files);
    expect(session(world, "mail", "rm -i a", "n", "cat a")).toEqual([
      "root@mail:~# rm -i a",
      "rm: remove regular file 'a'? ",
      "n",
      "root@mail:~# cat a",
      "one",
    ]);
  });
});

/** Process ids and times left out. */
function statuses(lines: readonly string[]): readonly string[] {
  return lines.map((line) => line.replace(/\(pid \d+\) \d+ seconds/, "N"));
}

describe("a service folder that mv takes out of /service", () => {
  it("takes its supervise along, which goes on until it's told to end, and isn't started again", () => {
    const world = smallWorld();
    const lines = output(
      world,
      "mv /service/smtpd /tmp/away",
      "svstat /service/smtpd /tmp/away",
      "svc -dx /tmp/away; sleep 60; svstat /tmp/away; netstat -ltn | grep -c :25",
    );
    expect(statuses(lines)).toEqual([
      "/service/smtpd: unable to chdir: file does not exist",
      "/tmp/away: up N",
      "/tmp/away: supervise not running",
      "0",
    ]);
  });

  it("makes room for another of its name", () => {
    const world = smallWorld();
    const lines = output(
      world,
      "mv /service/smtpd /tmp/away; svc -dx /tmp/away",
      "cp -r /tmp/away /service/smtpd; sleep 6; svstat /service/smtpd /tmp/away",
    );
    expect(statuses(lines)).toEqual(["/service/smtpd: up N", "/tmp/away: supervise not running"]);
  });

  it("is looked after as before once it's back", () => {
    const world = smallWorld();
    const lines = output(
      world,
      "mv /service/smtpd /tmp/away; mv /tmp/away /service/smtpd; svstat /service/smtpd",
      "svc -dx /service/smtpd; sleep 10; svstat /service/smtpd",
    );
    expect(statuses(lines)).toEqual(["/service/smtpd: up N", "/service/smtpd: up N"]);
  });

  it("is started there when it comes from elsewhere", () => {
    const world = smallWorld({ mail: { "/tmp/w/run": "#!/bin/sh\nexec tcpserver 0 99 cat\n" } });
    expect(statuses(output(world, "mv /tmp/w /service", "svstat /service/w"))).toEqual(["/service/w: up N"]);
  });

  it("keeps whoever is in it there", () => {
    expect(
      output(
        smallWorld(files),
        "cd folder/sub",
        "mv /root/folder /root/q; pwd; echo new >> d; cat /root/q/sub/d",
      ),
    ).toEqual(["/root/q/sub", "four", "new"]);
  });
});
