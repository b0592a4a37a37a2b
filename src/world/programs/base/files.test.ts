import { describe, expect, it } from "vitest";
import { perform } from "../../runs/perform.ts";
import { content, output, session, smallWorld, type } from "../../world.test-kit.ts";

const files = {
  mail: { "/root/a": "one\n", "/root/b": "two\n", "/root/.hidden": "", "/root/folder/c": "three" },
};

// What GNU coreutils 9 do with files, in their words.
it.each<readonly [string, readonly string[]]>([
  ["cat a b", ["one", "two"]],
  ["cat a no folder b", ["one", "cat: no: No such file or directory", "cat: folder: Is a directory", "two"]],
  ["cat a - < b", ["one", "two"]],
  ["cat a > a; cat a", []],
  ["cat a >> a; cat a", ["cat: /root/a: input file is output file", "one"]],
  ["cat < a >> a; cat a", ["cat: /root/a: input file is output file", "one"]],
  ["cat a/x", ["cat: a/x: Not a directory"]],
  ["ls", ["a", "b", "folder"]],
  ["ls -a", [".", "..", ".hidden", "a", "b", "folder"]],
  ["ls a folder no", ["ls: cannot access 'no': No such file or directory", "a", "", "folder:", "c"]],
  [
    "ls -l a folder",
    [
      "-rw-r--r-- 1 root     root            4 Nov 24 09:00 a",
      "",
      "folder:",
      "-rw-r--r-- 1 root     root            5 Nov 24 09:00 c",
    ],
  ],
  [
    "ls -l /service /service/smtpd/run",
    [
      "-rwxr-xr-x 1 root     root           63 Nov 24 09:00 /service/smtpd/run",
      "",
      "/service:",
      "drwxr-xr-x 1 root     root            0 Nov 24 09:00 smtpd",
    ],
  ],
  ["cp a d; cat d; cp a folder; ls folder", ["one", "a", "c"]],
  ["cp /bin/cat mycat; ./mycat a", ["one"]],
  ["cp a /bin/sh; ls -l /bin/sh", ["-rwxr-xr-x 1 root     root            4 Nov 24 09:00 /bin/sh"]],
  [
    "cp a; cp a b c",
    ["cp: missing destination file operand after 'a'", "cp: target 'c': No such file or directory"],
  ],
  [
    "cp no b; cp a /no/b; cp folder x; cp a ./a",
    [
      "cp: cannot stat 'no': No such file or directory",
      "cp: cannot create regular file '/no/b': No such file or directory",
      "cp: -r not specified; omitting directory 'folder'",
      "cp: 'a' and './a' are the same file",
    ],
  ],
  ["mv a d; ls; cat d", ["b", "d", "folder", "one"]],
  ["mv a b; cat b; ls", ["one", "b", "folder"]],
  ["mv a folder; ls . folder", [".:", "b", "folder", "", "folder:", "a", "c"]],
  [
    "mv no b; mv a /no/b; mv a a; cat a",
    [
      "mv: cannot stat 'no': No such file or directory",
      "mv: cannot move 'a' to '/no/b': No such file or directory",
      "mv: 'a' and 'a' are the same file",
      "one",
    ],
  ],
  ["rm a no; ls", ["rm: cannot remove 'no': No such file or directory", "b", "folder"]],
  ["rm -r folder no; ls", ["rm: cannot remove 'no': No such file or directory", "a", "b"]],
  [
    "mkdir -p x/y/z; echo a > x/y/f; rm -rf x none a; ls; rm -r /",
    [
      "b",
      "folder",
      "rm: it is dangerous to operate recursively on '/'",
      "rm: use --no-preserve-root to override this failsafe",
    ],
  ],
  ["rm -q a", ["rm: invalid option -- 'q'"]],
  [
    "echo a > /dev/null; cat /dev/null; cp a /dev/null; cat < /dev/null; ls -l /dev/null | cut -c 1-10",
    ["-rw-rw-rw-"],
  ],
  ["cat no 2> /dev/null; echo $?", ["1"]],
  [
    "rm -f a no; rm; rm folder; ls",
    ["rm: missing operand", "rm: cannot remove 'folder': Is a directory", "b", "folder"],
  ],
])("%s", (line, printed) => {
  expect(output(smallWorld(files), line).map((text) => text.replace(/09:00:?\d*/, "09:00"))).toEqual(printed);
});

it("cat repeats what is typed until Ctrl-D", () => {
  const world = smallWorld();
  type(world, "mail", "cat", "a");
  perform(world, { key: { host: "mail", key: "C-d" } });
  expect(session(world, "mail", "echo $?")).toEqual(["root@mail:~# echo $?", "0"]);
});

describe("tcprules' accidents with its arguments", () => {
  const rules = { mail: { "/root/tcp": ':allow,RELAYCLIENT=""\n' } };

  it("wipes its source when that is named as the temporary file", () => {
    const world = smallWorld(rules);
    expect(
      output(
        world,
        "tcprules tcp.cdb tcp < tcp; echo $?",
        "cat tcp",
        "TCPREMOTEIP=1.2.3.4 tcprulescheck tcp.cdb",
      ),
    ).toEqual(["0", "cat: tcp: No such file or directory", "default:", "allow connection"]);
    expect(content(world, "mail", "/root/tcp.cdb").length).toBe(2048);
  });

  it("makes a cdb of its source when that is named as the cdb", () => {
    const world = smallWorld(rules);
    expect(output(world, "tcprules tcp tcp.tmp < tcp; echo $?", "ls", "tcprulescheck tcp")).toEqual([
      "0",
      "tcp",
      "rule :",
      "set environment variable RELAYCLIENT=",
      "allow connection",
    ]);
  });

  it("leaves the temporary file and the compiled rules when it fails", () => {
    const world = smallWorld(rules);
    type(world, "mail", "tcprules tcp.cdb tcp.tmp < tcp");
    const compiled = content(world, "mail", "/root/tcp.cdb");
    perform(world, { edit: { host: "mail", file: "/root/tcp", text: ":allow\n:Deny\n" } });
    expect(output(world, "tcprules tcp.cdb tcp.tmp < tcp; echo $?", "ls -l tcp.tmp")).toEqual([
      "tcprules: fatal: unable to parse this line: :Deny",
      "100",
      "-rw-r--r-- 1 root     root            0 Nov 24 09:00 tcp.tmp",
    ]);
    expect(content(world, "mail", "/root/tcp.cdb")).toBe(compiled);
  });
});
