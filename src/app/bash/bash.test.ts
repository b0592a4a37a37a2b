import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createHistory, replay, type Action } from "../../world/index.ts";
import { worldHash } from "../../world/index.ts";
import { content, screen, smallWorldFile } from "../../world/world.test-kit.ts";
import { Person, startIn } from "./bash.test-kit.ts";

const start = startIn(smallWorldFile("-v -x /etc/tcp.smtp.cdb -l mail.test"));

let person: Person;
beforeEach(() => {
  person = new Person(start, screen);
});
afterEach(() => {
  person.leave();
});

describe("the language", () => {
  it.each<[string, readonly string[], readonly string[]]>([
    [
      "arrays",
      ["a=(x 'y z'); a+=(w)", 'for e in "${a[@]}"; do echo "<$e>"; done; echo ${#a[@]}'],
      ["<x>", "<y z>", "<w>", "3"],
    ],
    ["associative arrays", ["declare -A m; m[k]='v w'", 'echo "${m[k]} ${!m[@]}"'], ["v w k"]],
    ["here-documents", ["x=1; cat <<E", "a $x", "E"], ["a 1"]],
    ["[[ ]]", ["[[ mail.example == *.example && abc =~ ^(a)b ]] && echo ${BASH_REMATCH[1]}"], ["a"]],
    ["$(( ))", ["i=3; echo $((i ** 2 + 1))"], ["10"]],
    ["functions", ["f() {", "local n=$1", "echo $((n + 1))", "}", "f 4"], ["5"]],
    ["brace expansion", ["for i in {1..3}; do echo $i; done"], ["1", "2", "3"]],
    [
      "${ } with patterns",
      ["p=/etc/tcp.smtp; echo ${p##*/} ${p%.smtp} ${q:-none}"],
      ["tcp.smtp /etc/tcp none"],
    ],
    [
      "exit codes",
      ["(exit 3)", "echo $?", "! true; echo $?", "nonesuch", "echo $?"],
      ["3", "1", "bash: nonesuch: command not found", "127"],
    ],
    [
      "pipes and substitutions",
      ["echo b a | tr ' ' '\\n' | sort | paste -s -d- -", "echo $(echo in | sed s/i/o/)"],
      ["a-b", "on"],
    ],
    [
      "cases and loops",
      ["n=0; while (( n < 9 )); do ((n++)); case $n in 3) break;; esac; done; echo $n"],
      ["3"],
    ],
    ["the order of what is said", ["echo a >&2; echo b; echo c >&2"], ["a", "b", "c"]],
    [
      "a mistake",
      ["if true; then fi"],
      ["bash: eval: Parse error at 1:15: syntax error near unexpected token `fi'"],
    ],
    ["aliases, and the folder", ["alias here=pwd", "cd /etc", "here"], ["/etc"]],
    [
      "tests of files",
      ["[ -x /usr/local/bin/tcprules ] && [[ -f /etc/passwd && ! -e /no ]] && echo y"],
      ["y"],
    ],
    ["text that isn't ASCII", ["echo 'é €' > /tmp/u; cat /tmp/u; wc -c < /tmp/u"], ["é €", "7"]],
  ])("has %s", async (_what, lines, output) => {
    await person.type("bash");
    expect(await person.output(...lines)).toEqual(output);
  });
});

describe("the world", () => {
  it("is what a script changes: rules from rcpthosts, compiled", async () => {
    await person.type("bash");
    const shown = await person.output(
      "while read -r domain; do",
      '  rules+=("=${domain#.}:allow,RELAYCLIENT=\\"\\"")',
      "done < /var/qmail/control/rcpthosts",
      'printf "%s\\n" "${rules[@]}" :allow > /etc/tcp.smtp',
      "tcprules /etc/tcp.smtp.cdb /etc/tcp.smtp.tmp < /etc/tcp.smtp && echo compiled",
      "TCPREMOTEIP=192.0.2.1 TCPREMOTEHOST=two.example tcprulescheck /etc/tcp.smtp.cdb",
    );
    expect(content(person.history.world, "mail", "/etc/tcp.smtp")).toBe(
      '=one.example:allow,RELAYCLIENT=""\n=two.example:allow,RELAYCLIENT=""\n:allow\n',
    );
    expect(shown).toEqual([
      "compiled",
      "rule =two.example:",
      "set environment variable RELAYCLIENT=",
      "allow connection",
    ]);
  });

  it("is driven by its own programs, with their exit codes, input and environment", async () => {
    await person.type("bash");
    expect(
      await person.output(
        "tcprules /etc/x.cdb /etc/x.tmp <<< 'x:nonsense'; echo $?",
        "hostname | tr a-z A-Z; x=$(whoami); echo $x",
        "export V=1; env | grep ^V; W=2 sh -c 'echo $V $W'",
        "/usr/local/bin/tcprulescheck; which tcprules awk",
        "date +%Y; sleep 3600; date",
      ),
    ).toEqual([
      "tcprules: fatal: unable to parse this line: x:nonsense",
      "100",
      "MAIL.TEST",
      "root",
      "V=1",
      "1 2",
      "tcprulescheck: usage: tcprulescheck rules.cdb",
      "/usr/local/bin/tcprules",
      "/usr/bin/awk",
      "2026",
      "Tue Nov 24 10:00:07 UTC 2026",
    ]);
  });

  it("has its files moved, copied and taken away", async () => {
    await person.type("bash");
    const output = await person.output(
      "mkdir -p /tmp/a/b; echo 1 > /tmp/a/b/f; cp -r /tmp/a /tmp/c; mv /tmp/a /tmp/d; chmod 600 /tmp/c/b/f",
      "echo 2 >> /tmp/c/b/f; find /tmp | sort; stat -c %a /tmp/c/b/f; cat /tmp/c/b/f; rm -r /tmp/c /tmp/d; ls /tmp",
    );
    expect(output).toEqual([
      "/tmp",
      "/tmp/c",
      "/tmp/c/b",
      "/tmp/c/b/f",
      "/tmp/d",
      "/tmp/d/b",
      "/tmp/d/b/f",
      "600",
      "1",
      "2",
    ]);
  });

  it("keeps its owners and modes: who may not write is told so", async () => {
    await person.type("su ann", "bash");
    expect(
      await person.output(
        "echo x > /etc/passwd || echo refused $?",
        "for f in /etc/a /tmp/a /nowhere/a; do echo x > $f; done",
        "cp /etc/passwd /etc/b; rm /etc/passwd; mkdir /etc/d; touch /etc/t",
        "[ -w /etc/passwd ] || echo not mine; ls -l /tmp/a | cut -d' ' -f3; id -un",
      ),
    ).toEqual([
      "refused 1",
      "bash: /etc/passwd: Permission denied",
      "bash: /etc/a: Permission denied",
      "bash: /nowhere/a: No such file or directory",
      "cp: cannot copy '/etc/passwd': Permission denied",
      "rm: cannot remove '/etc/passwd': Permission denied",
      "mkdir: cannot create directory '/etc/d': Permission denied",
      "touch: cannot touch '/etc/t': Permission denied",
      "not mine",
      "ann",
      "ann",
    ]);
  });

  it("gives the keyboard to a program that is run alone", async () => {
    await person.type("bash", "telnet 127.0.0.1 25");
    expect(person.history.world.consoles.get("mail")?.prompt).toBe(null);
    person.act({ type: { host: "mail", line: "QUIT" } });
    expect(await person.output("echo on")).toEqual(["on"]);
  });

  it("waits for a program that doesn't end until Ctrl-C", async () => {
    await person.type("bash", "x=1", "x=2; tcpserver 0 7 cat | cat; echo never");
    expect(person.history.world.consoles.get("mail")?.prompt).toBe(null);
    person.act({ key: { host: "mail", key: "C-c" } });
    expect(await person.output("echo $x")).toEqual(["1"]);
  });
});

describe("scripts", () => {
  it("get their name, arguments and input, and give their exit code", async () => {
    await person.type("bash");
    await person.type(
      "cat > /tmp/s <<'E'",
      "#!/bin/bash",
      'read -r line; echo "$0 $# $2 $line"; exit 4',
      "E",
      "exit",
    );
    expect(
      await person.output(
        "echo in | bash /tmp/s a 'b c'",
        "chmod 755 /tmp/s; /tmp/s; bash -c 'echo $0 $1' n m",
      ),
    ).toEqual(["/tmp/s 2 b c in", "/tmp/s 0  ", "n m"]);
    expect(await person.output("bash /tmp/s || echo failed")).toEqual(["/tmp/s 0  ", "failed"]);
  });

  it("end at a mistake with -e, and say each command with -x", async () => {
    expect(await person.output("bash -ec 'echo a; false; echo b' || echo c", "bash -xc 'echo d'")).toEqual([
      "a",
      "c",
      "d",
      "+ echo d",
    ]);
  });
});

describe("a person who doesn't wait", () => {
  it("has what was typed ahead run in its order, and what was done meanwhile done after it", async () => {
    person.submit("bash");
    for (const line of ["n=1", "echo $n; cat /tmp/e", "exit", "echo sh"]) person.submit(line);
    person.act({ edit: { host: "mail", file: "/tmp/e", text: "edited" } });
    await person.rest();
    expect(screen(person.history.world, "mail")).toEqual([
      "root@mail:~# bash",
      "bash-5.1# n=1",
      "bash-5.1# echo $n; cat /tmp/e",
      "1",
      "cat: /tmp/e: No such file or directory",
      "bash-5.1# exit",
      "root@mail:~# echo sh",
      "sh",
    ]);
    expect(person.history.actions.map((action) => Object.keys(action)[0])).toEqual([
      "shell",
      "bash",
      "bash",
      "bash",
      "type",
      "edit",
    ]);
    expect(content(person.history.world, "mail", "/tmp/e")).toBe("edited");
  });

  it("stops bash by Ctrl-C, and by Undo", async () => {
    await person.type("bash");
    person.submit("echo never; echo x > /tmp/never");
    person.act({ key: { host: "mail", key: "C-c" } });
    expect(await person.output("echo on")).toEqual(["on"]);
    person.submit("echo never; echo x > /tmp/never");
    person.seek(1);
    expect(await person.output("echo on; ls /tmp")).toEqual(["on"]);
  });

  it("has bash at two consoles at once", async () => {
    await person.type("bash");
    person.submit("echo mail");
    person.host = "pc";
    person.submit("bash -c 'echo pc'");
    await person.rest();
    expect(screen(person.history.world, "mail").at(-1)).toBe("mail");
    expect(screen(person.history.world, "pc").at(-1)).toBe("pc");
  });
});

describe("a run with bash in it", () => {
  const lines = ["bash", "f() { echo f$1 >> /tmp/f; }; n=1", "cd /tmp", "f $n; cat f", "cat <<E", "$n", "E"];

  it("gives the same world without just-bash", async () => {
    await person.type(...lines);
    const { world, actions } = person.history;
    const plain: readonly Action[] = JSON.parse(JSON.stringify(actions)) as Action[];
    expect(worldHash(replay(start, plain))).toEqual(worldHash(world));
  });

  it("can be undone and done again, and the shell with it", async () => {
    await person.type(...lines);
    const { history } = person;
    const live = worldHash(history.world);
    history.seek(3);
    history.seek(lines.length);
    expect(worldHash(history.world)).toEqual(live);
    expect(await person.output("f $((n + 1)); cat f; pwd")).toEqual(["f1", "f2", "/tmp"]);
    person.seek(2);
    expect(await person.output("echo $n; pwd; f 9; cat /tmp/f")).toEqual(["1", "/root", "f9"]);
  });

  it("can be taken up by another page, in the midst of a command", async () => {
    await person.type(...lines, "cat <<E");
    const other = new Person(start, screen);
    other.history = createHistory(start, person.history.actions);
    expect(await other.output("$n", "E", "f 2; cat f")).toEqual(["1", "f1", "f2"]);
    other.leave();
  });

  it("finds a shell's files where they were, wherever it has gone since", async () => {
    await person.type("bash", "echo 'v=$PWD; w() { echo w; }' > lib.sh; . ./lib.sh; rm lib.sh", "cd /tmp");
    await person.type("cd /etc; while :; do :; done");
    const other = new Person(start, screen);
    other.history = createHistory(start, person.history.actions);
    expect(await other.output("echo $v; w; pwd", "/bin/pwd; true")).toEqual([
      "/root",
      "w",
      "/tmp",
      "bash: /bin/pwd: No such file or directory",
    ]);
    other.leave();
  });

  it("keeps the shells of two consoles apart", async () => {
    await person.type("bash", "x=mail");
    person.host = "pc";
    await person.type("bash", "x=pc");
    expect((await person.type("echo $x")).at(-1)).toBe("pc");
    person.host = "mail";
    expect(await person.output("echo $x", "exit", "bash", "echo [$x]")).toEqual(["mail", "[]"]);
  });
});
