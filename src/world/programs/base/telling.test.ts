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
  ["env A=1 no; echo $?", ["env: no: file does not exist", "127"]],
  ["env PATH=/no echo a", ["env: echo: file does not exist"]],
])("%s", (line, printed) => {
  expect(output(smallWorld(), line)).toEqual(printed);
});

it("help lists what a host has, and nothing that it hasn't", () => {
  expect(session(smallWorld(), "pc", "help")).toEqual([
    "ann@pc:~$ help",
    "  cat FILE                  show a file",
    "  ls -l FOLDER              list files, with their times",
    "  vi FILE                   open a file in the editor; nano, emacs and others do so too",
    "  host NAME                 ask DNS for addresses and mail exchangers, or for an address's name",
    "  dnsqr TYPE NAME           show a whole answer of DNS",
    "  telnet HOST 25            talk SMTP to a mail server",
    "  nc HOST PORT              send what is typed or piped in; nc -zv HOST PORTS tells which of them answer",
    "  swaks -s HOST -t ADDRESS  send a test mail and show the dialogue",
    "  netstat -atn              list connections, and the ports that somebody listens on",
    "All commands: [ cat chmod chown cp date diff dnsip dnsmx dnsname dnsqr dnstxt echo emacs env false grep head help host hostname id joe less ls mkdir more mv nano nc netstat pico ping printf ps rm rmdir sed sh sleep sort su swaks tail telnet test touch true uniq vi view vim wc whoami cd exec exit export pwd unset",
  ]);
});
