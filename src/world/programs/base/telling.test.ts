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
    "  bash                      a shell that can do more: arrays, functions, [[ ]], here-documents",
    "  host NAME                 ask DNS for addresses and mail exchangers, or for an address's name",
    "  telnet HOST 25            talk SMTP to a mail server",
    "All commands: [ bash cat chmod chown cp date diff echo env false grep head help host hostname id ls mkdir mv netstat ping printf ps rm rmdir sed sh sleep sort su tail telnet test touch true uniq wc whoami cd exec exit export pwd unset",
  ]);
});
