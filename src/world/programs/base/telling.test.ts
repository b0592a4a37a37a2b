import { programTable } from "../../program-table.ts";
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
  ["env A=1 no; echo $?", ["env: no: No such file or directory", "127"]],
  ["env PATH=/no echo a", ["env: echo: No such file or directory"]],
])("%s", (line, printed) => {
  expect(output(smallWorld(), line)).toEqual(printed);
});

it("help lists what a host has, and nothing that it hasn't", () => {
  const shown = session(smallWorld(), "pc", "help");
  const all = shown.indexOf("All commands") + 1;
  expect(shown.slice(0, all)).toEqual([
    "ann@pc:~$ help",
    "Type a command and press Enter. Tab completes names, Ctrl-C stops a program.",
    "",
    "Look around",
    "  cat FILE            show a file",
    "  ls -l FOLDER        list files, with their times",
    "  cd FOLDER           go to a folder; pwd tells where you are",
    "  grep WORD FILE      show the lines with a word in them",
    "  tail FILE           show the end of a file, such as a log",
    "",
    "Change files (the pane Files does it too)",
    "  vi FILE             open it in the editor; nano, emacs and others do so too",
    "  echo WORD >> FILE   add a line",
    "  cp FROM TO          copy; mv renames, rm removes",
    "",
    "Ask the network",
    "  telnet HOST 25      talk SMTP to a mail server: HELO, MAIL FROM, RCPT TO, QUIT",
    "  host NAME           ask DNS for addresses and mail exchangers, or for a name",
    "  ping HOST           see whether a machine answers",
    "  dnsqr TYPE NAME     show a whole answer of DNS",
    "  nc HOST PORT        send what is typed or piped in",
    "  swaks -t ADDRESS    send a test mail and show the dialogue",
    "  netstat -ltn        list the ports that somebody listens on",
    "",
    "Read more",
    "  man NAME            what a command or a file does; man relaying: the whole idea",
    "  man -k WORD         search the manual",
    "",
    "All commands",
  ]);
  const names = shown.slice(all).join(" ").trim().split(/ +/);
  const onPath = ["/bin", "/usr/bin", "/usr/local/bin"];
  const programs = programTable.filter(
    ({ software, path }) => software === "base" && onPath.includes(path.slice(0, path.lastIndexOf("/"))),
  );
  const builtins = ". : break cd continue eval exec exit export pwd read set shift umask unset".split(" ");
  expect(names).toEqual([...new Set([...programs.map(({ name }) => name), ...builtins])].sort());
});
