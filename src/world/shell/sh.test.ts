import { describe, expect, it } from "vitest";
import { perform } from "../runs/perform.ts";
import { content, output, smallWorld, type } from "../world.test-kit.ts";

/** What a script prints when it's run by its name, with its arguments. */
function script(text: string, ...words: readonly string[]): readonly string[] {
  const world = smallWorld({ mail: { "/root/run": `#!/bin/sh\n${text}` } });
  return output(world, ["./run", ...words].join(" "));
}

describe("a line", () => {
  const no = "sh: no: No such file or directory";
  const shifted = "sh: shift: 5: there aren't so many arguments";
  // From dash 0.5, but for the words of its complaints.
  it.each<readonly [string, readonly string[]]>([
    ["echo a  b; echo c", ["a b", "c"]],
    ["hostname && echo yes || echo no", ["mail.test", "yes"]],
    ["cat no && echo yes || echo no", ["cat: no: No such file or directory", "no"]],
    ["cat no; echo $?; echo $?", ["cat: no: No such file or directory", "1", "0"]],
    ["echo hi | cat | cat", ["hi"]],
    ["cat no | echo $?", ["cat: no: No such file or directory", "0"]],
    ["X='a  b'; echo $X \"$X\" '$X' ${X}c", ["a b a  b $X a bc"]],
    ['X=; echo a $X "$X" b', ["a  b"]],
    ["X='echo hi'; $X", ["hi"]],
    [
      "X=1 env | cat | X=2 env",
      ["HOME=/root", "PATH=/var/qmail/bin:/usr/local/bin:/usr/bin:/bin", "USER=root", "X=2"],
    ],
    ["X=1; echo $X; export X; sh -c 'echo $X'; unset X; X=2; sh -c 'echo $X.'", ["1", "1", "."]],
    ["X=1 true; echo $X.", ["."]],
    ["echo a > f; echo b >> f; cat < f", ["a", "b"]],
    ["cat no > f 2>&1; echo -n; cat f", ["cat: no: No such file or directory"]],
    ["cat no 2>&1 > f; cat f", ["cat: no: No such file or directory"]],
    ["cat no 2>&1 | cat > f; cat f", ["cat: no: No such file or directory"]],
    ["echo out >&2 2> f; cat f", ["out"]],
    ["echo a > f > g; cat f; cat g", ["a"]],
    ["cat < no; echo $?", ["sh: no: No such file or directory", "1"]],
    ["echo a > /etc; echo a > /no/f", ["sh: /etc: Is a directory", "sh: /no/f: No such file or directory"]],
    ["echo a 2>&7", ["sh: 7: bad file descriptor"]],
    ["zzz 2> f; cat f", ["sh: zzz: command not found", "(Type help for the commands there are.)"]],
    ["cat 2> f < no; cat f; cat < no 2> f", [no, no]],
    ["echo a 2> f > /no/f; { :; } 2>> f < no; cat f", ["sh: /no/f: No such file or directory", no]],
    ["cd no 2> f; shift 5 2>> f; cat f", ["sh: cd: no: No such file or directory", shifted]],
    [
      "cd /etc; pwd; cd; pwd; cd no; cd /bin/sh",
      [
        "/etc",
        "/root",
        "sh: cd: no: No such file or directory",
        "sh: cd: /bin/sh: Not a directory",
        "(/bin/sh is a file, and cd goes to folders: cat /bin/sh shows it.)",
      ],
    ],
    ["cd /etc | pwd; pwd", ["/root", "/root"]],
    ["X=1 | cat; echo $X.", ["."]],
    ["export A-B=1", ["sh: export: A-B=1: not a name that a variable can have"]],
    [
      'X="it\'s"; export X; export | cat',
      [
        "export HOME='/root'",
        "export PATH='/var/qmail/bin:/usr/local/bin:/usr/bin:/bin'",
        "export USER='root'",
        "export X='it'\\''s'",
      ],
    ],
    ["echo ~ ~/f; HOME=/x; echo ~", ["/root /root/f", "/x"]],
    ["sh -c 'echo $0 $1 $#; exit 3' a b; echo $?", ["a b 1", "3"]],
    ["sh -c 'exit 300'; echo $?; sh -c 'exit x'; echo $?", ["44", "sh: exit: x: expected a number", "2"]],
    ["sh -v", ["sh: the option -v doesn't work in this shell"]],
    ["sh no", ["sh: no: No such file or directory"]],
    ["echo 'echo hi; exit 5' | sh; echo $?", ["hi", "5"]],
    [
      "/etc/passwd",
      [
        "sh: /etc/passwd: Permission denied",
        "(/etc/passwd is a file, not a command: cat /etc/passwd shows it, vi /etc/passwd edits it.)",
      ],
    ],
    ["/bin", ["sh: /bin: Permission denied", "(/bin is a folder: ls /bin lists it, cd /bin goes there.)"]],
    ["tcprule", ["sh: tcprule: command not found", "(Did you mean tcprules?)"]],
    [
      "RCPT TO:",
      [
        "sh: RCPT: command not found",
        "(RCPT is a word of SMTP, and this is the shell. Connect to a mail server first: telnet localhost 25)",
      ],
    ],
    ["nano x", ["(opened in the pane Files: /root/x, a new file; saved as you type)"]],
    ["echo 'a", ["(The quote that begins in column 6 goes on in the next line; Ctrl-C leaves it.)"]],
    [
      "PATH=/no; ls; PATH=/bin; ls",
      ["sh: ls: command not found", "(/bin/ls is there, but the folders of $PATH, /no, don't have it.)"],
    ],
    ["exec nosuch; echo still here", ["sh: exec: nosuch: command not found", "still here"]],
    [
      "echo ä\u00a0€ \0; \u00a0",
      [
        "ä\u00a0€ \0",
        "sh: \u00a0: command not found",
        "(There's an odd blank in that, such as a no-break space, which to the shell is part of a word.)",
      ],
    ],
  ])("%s", (line, printed) => {
    expect(output(smallWorld(), line)).toEqual(printed);
  });
});

describe("a script", () => {
  it("gets its name and arguments", () => {
    expect(script('echo $0 "$2" $# $3.', "a", "'b  c'")).toEqual(["/root/run b  c 2 ."]);
  });

  it("goes on behind a backslash at a line's end, and without a newline at its own", () => {
    expect(script("echo a \\\n  b\\\\\necho c")).toEqual(["a b\\", "c"]);
  });

  it("says in which line it has trouble, and goes on", () => {
    expect(script("echo a\nno\n\nif true\nthen\n  echo `no`\n  cat < no\nfi\necho b\n")).toEqual([
      "a",
      "sh: /root/run: line 3: no: command not found",
      "(Type help for the commands there are.)",
      "sh: /root/run: line 7: no: command not found",
      "(Type help for the commands there are.)",
      "",
      "sh: /root/run: line 8: no: No such file or directory",
      "b",
    ]);
  });

  it("ends where it can't be read, after all that stands before", () => {
    expect(script("echo a\nif true\nthen echo b\necho 'x\n")).toEqual([
      "a",
      "sh: /root/run: line 5: the quote (') that begins here is never closed (column 6)",
    ]);
    expect(script("echo a\nif true\nthen echo b\n")).toEqual([
      "a",
      'sh: /root/run: line 3: "fi" is missing for the "if" that begins here (column 1)',
    ]);
    expect(script("cat << END\na\nEND\n")).toEqual([
      "sh: /root/run: line 2: here-documents (<<) don't work in this shell (column 5)",
    ]);
    expect(script("tcpserver 0 25 cat &\n")).toEqual([
      "sh: /root/run: line 2: programs in the background (&) don't work in this shell (column 20)",
    ]);
  });

  it("ends where it says exit, and where it becomes another program", () => {
    expect([
      script("echo a; exit 3; echo b\necho c"),
      script("exec echo a\necho b"),
      script("exec no\necho b"),
    ]).toEqual([["a"], ["a"], ["sh: /root/run: line 2: exec: no: command not found"]]);
  });

  it("takes its redirections along when it becomes another program", () => {
    expect(script("exec cat no > f 2>&1\n")).toEqual([]);
    const world = smallWorld({
      mail: { "/root/run": "#!/bin/sh\nexec 2>&1 > f\ncat no\necho a\nexec echo b" },
    });
    expect(output(world, "./run")).toEqual(["cat: no: No such file or directory"]);
    expect(content(world, "mail", "/root/f")).toBe("a\nb\n");
  });

  it("complains of a program that it can't become where its redirections say", () => {
    expect(script("exec no 2> f")).toEqual([]);
    expect(script("(exec no 2>&1) | cat > f\ncat f")).toEqual([
      "sh: /root/run: line 2: exec: no: command not found",
    ]);
  });

  it("has a carriage return in its last word of each line if it was saved with them", () => {
    expect(script("echo hi > f\r\nls f\r\nno\r\n\r\n")).toEqual([
      "f",
      "sh: /root/run: line 4: no\r: command not found (the line ends in a carriage return, CR)",
      "(Type help for the commands there are.)",
      "sh: /root/run: line 5: \r: command not found (the line ends in a carriage return, CR)",
      "(Type help for the commands there are.)",
    ]);
  });

  it("can't be run by an interpreter that isn't there, such as one with a carriage return in its name", () => {
    const world = smallWorld({
      mail: {
        "/root/cr": "#!/bin/sh\r\necho a\r\n",
        "/root/perl": "#!/usr/bin/perl\n",
      },
    });
    expect(output(world, "./cr", "./perl; echo $?").filter((line) => !line.startsWith("("))).toEqual([
      "sh: ./cr: no such program",
      "sh: ./perl: no such program",
      "127",
    ]);
  });

  // Words and exit codes as Debian's dash 0.5.12 gives them.
  it("can't be run without its x bit, from PATH neither, and exec ends with the same exit code", () => {
    const world = smallWorld({ mail: { "/root/script": "#!/bin/sh\necho $1\n", "/bin/tool": "" } });
    expect(
      output(
        world,
        "chmod 644 script; ./script a; echo $?; tool; echo $?; /etc; echo $?",
        "sh -c 'exec ./script'; echo $?; exec ./script; echo $?; sh script b; chmod +x script; ./script c",
      ).filter((line) => !line.startsWith("(")),
    ).toEqual([
      ...["sh: ./script: Permission denied", "126", "sh: tool: Permission denied", "126"],
      ...["sh: /etc: Permission denied", "126", "sh: exec: ./script: Permission denied", "126"],
      ...["sh: exec: ./script: Permission denied", "126", "b", "c"],
    ]);
  });

  it("is run by the shell if it has its x bit and doesn't say by what", () => {
    const world = smallWorld({ mail: { "/root/plain": "echo $0 $1\n" } });
    expect(output(world, "chmod +x plain; ./plain a; exec ./plain b").slice(0, 2)).toEqual([
      "./plain a",
      "./plain b",
    ]);
  });

  it("can be run by any program", () => {
    const world = smallWorld({
      mail: { "/root/self": "#! /bin/cat\nhi\n", "/root/say": "#!/bin/echo -n x\n" },
    });
    expect(output(world, "./self; ./say a")).toEqual(["#! /bin/cat", "hi", "-n x /root/say a"]);
  });

  it("that runs itself ends with a word about why", () => {
    const why = "fork: Resource temporarily unavailable (a host can have 400 processes)";
    expect(script("echo -n .\n./run\n")).toEqual([`${".".repeat(394)}sh: /root/run: line 2: echo: ${why}`]);
  });

  it("that becomes itself for ever is stopped by Ctrl-C", () => {
    const world = smallWorld({ mail: { "/root/run": "#!/bin/sh\nexec ./run" } });
    expect(type(world, "mail", "./run")).toEqual(["busy"]);
    expect(perform(world, { shell: { host: "mail", line: "echo a" } })).toEqual({
      kind: "refused",
      why: "the console of mail isn't at a shell's prompt: a program is running in it",
    });
    expect(perform(world, { key: { host: "mail", key: "C-c" } })).toEqual({ kind: "done" });
    expect(output(world, "echo $?")).toEqual(["130"]);
  });

  it("that runs itself twice is stopped by Ctrl-C, and leaves nothing behind", () => {
    const world = smallWorld({ mail: { "/root/run": "#!/bin/sh\n./run\n./run" } });
    const processes = world.processes.size;
    expect(type(world, "mail", "./run")).toEqual(["busy"]);
    expect(perform(world, { key: { host: "mail", key: "C-c" } })).toEqual({ kind: "done" });
    expect(world.processes.size).toBe(processes);
  });
});
