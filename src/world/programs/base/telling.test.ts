import { programTable } from "../../processes/program-table.ts";
import { expect, it } from "vitest";
import { output, session, smallWorld } from "../../world.test-kit.ts";

it.each<readonly [string, readonly string[]]>([
  ["date", ["Tue Nov 24 09:00:01 UTC 2026"]],
  ["hostname", ["mail.test"]],
  ["echo -n a; echo  b -n", ["ab -n"]],
  [
    "env A=1 B= env",
    ["HOME=/root", "PATH=/var/qmail/bin:/usr/local/bin:/usr/bin:/bin", "USER=root", "A=1", "B="],
  ],
  [
    "which ls tcpserver sh; echo $?; which none; echo $?",
    ["/bin/ls", "/usr/local/bin/tcpserver", "/bin/sh", "0", "1"],
  ],
  ["echo x > /tmp/x; env /tmp/x", ["env: /tmp/x: Permission denied"]],
  ["env - A=1 env", ["A=1"]],
  ["env -i B=2 env", ["B=2"]],
  ["A=1 /usr/bin/env -u PATH -uHOME --unset=USER /usr/bin/env | grep -c -E '^(PATH|HOME|USER)='", ["0"]],
  ["A=1 env -iu A - env -- B=2 env", ["B=2"]],
  ["env -x", ["env: invalid option -- 'x'", "Try 'env --help' for more information."]],
  [
    "env -u; echo $?",
    ["env: option requires an argument -- 'u'", "Try 'env --help' for more information.", "125"],
  ],
  ["env --no", ["env: unrecognized option '--no'", "Try 'env --help' for more information."]],
  ["env /tmp; echo $?", ["env: /tmp: Permission denied", "126"]],
  ["env A=1 no; echo $?", ["env: no: No such file or directory", "127"]],
  ["env PATH=/no echo a", ["env: echo: No such file or directory"]],
])("%s", (line, printed) => {
  expect(output(smallWorld(), line)).toEqual(printed);
});

it("help lists what a host has, and nothing that it hasn't, the most important in sight at the end", () => {
  const shown = session(smallWorld(), "pc", "help");
  const all = shown.indexOf("");
  expect(shown.slice(all + 1)).toEqual([
    "cat FILE          show a file; ls -l FOLDER lists files, cd FOLDER goes there",
    "grep WORD FILE    show the lines with a word in them; tail FILE shows the end",
    "vi FILE           open a file in the editor; cp copies, mv renames, rm removes",
    "telnet HOST 25    talk SMTP to a mail server: HELO, MAIL FROM, RCPT TO, QUIT",
    "swaks -t ADDRESS  send a test mail and show the dialogue",
    "host NAME         ask DNS for a name; ping HOST sees whether a machine answers",
    "netstat -ltn      list the ports that somebody listens on",
    "help COMMAND      what one does, at length; man relaying tells the whole idea",
    "man -k WORD       search the manual",
    "Tab completes names, Ctrl-C stops a program.",
  ]);
  const names = shown.slice(1, all).join(" ").split(" ");
  const onPath = ["/bin", "/usr/bin", "/usr/local/bin"];
  const programs = programTable.filter(
    ({ software, path }) => software === "base" && onPath.includes(path.slice(0, path.lastIndexOf("/"))),
  );
  const builtins = ". : break cd continue eval exec exit export pwd read set shift umask unset".split(" ");
  expect(names).toEqual([...new Set([...programs.map(({ name }) => name), ...builtins])].sort());
});

it("help fits the console of a server: what isn't in sight are names only", () => {
  const shown = session(smallWorld(), "mail", "help");
  expect(shown.length - shown.indexOf("")).toBeLessThan(17);
  expect(shown.filter((line) => line.length > 80)).toEqual([]);
  expect(shown).toContain("qmailctl cdb      compile /etc/tcp.smtp, which says who may relay");
});

it("help shows the page of a command that it's asked for, or says that there's none", () => {
  const world = smallWorld();
  expect(output(world, "help telnet")).toEqual(output(world, "man telnet"));
  expect(output(world, "help telnet")[0]).toMatch(/^TELNET\(1\)/);
  expect(output(world, "help foo; echo $?")).toEqual([
    "No manual entry for foo",
    "(man -k WORD finds the pages that are about something.)",
    "16",
  ]);
});
