import { expect, it } from "vitest";
import { smallWorld, type } from "../../world.test-kit.ts";
import { complete } from "../../shell/index.ts";

it.each<readonly [string, number, readonly string[] | null]>([
  ["tcpr", 0, ["tcprules ", "tcprulescheck "]],
  ["echo a | who", 9, ["whoami "]],
  ["cat /etc/pa", 4, ["/etc/passwd "]],
  ["cat < /va", 6, ["/var/"]],
  ["cat f", 4, ["file ", "folder/"]],
  ["cat ", 4, ["file ", "folder/", "odd\\ \\$name\\' ", "with\\ blank/"]],
  ["cat .", 4, [".hidden "]],
  ["cat ~/fo", 4, ["~/folder/"]],
  ["./fi", 0, ["./file "]],
  [
    "grep -",
    5,
    [
      "-v ",
      "-i ",
      "-n ",
      "-c ",
      "-l ",
      "-q ",
      "-E ",
      "-F ",
      "-x ",
      "-w ",
      "-o ",
      "-e ",
      "-f ",
      "-r ",
      "-h ",
      "-A ",
      "-B ",
      "-C ",
      "-m ",
      "-s ",
    ],
  ],
  ["svc -", 4, ["-t ", "-u ", "-d ", "-o ", "-h ", "-a ", "-i ", "-k ", "-p ", "-c ", "-x "]],
  ["cat f | svc -t /servi", 15, ["/service/"]],
  ["man tcpr", 4, ["tcprules ", "tcprules-rules ", "tcprulescheck "]],
  ["man 5 rcpt", 6, ["rcpthosts "]],
  ["man -", 4, ["-k ", "-f ", "-s "]],
  ["qmailctl re", 9, ["restart ", "reload "]],
  ["echo; who", 6, ["whoami "]],
  ["true && who", 8, ["whoami "]],
  ["true || who", 8, ["whoami "]],
  ["if who", 3, ["whoami "]],
  ["if true; then who", 14, ["whoami "]],
  ["while who", 6, ["whoami "]],
  ["! who", 2, ["whoami "]],
  ["{ who", 2, ["whoami "]],
  ["A=1 who", 4, ["whoami "]],
  ["A=1 cat fi", 8, ["file "]],
  ["echo $(who", 7, ["whoami "]],
  ["if cat fi", 7, ["file "]],
  ["grep x > fi", 9, ["file "]],
  ["cat odd", 4, ["odd\\ \\$name\\' "]],
  ["cat odd\\ ", 4, ["odd\\ \\$name\\' "]],
  ["cat 'odd", 4, ["'odd $name'\\''' "]],
  ['cat "odd', 4, ['"odd \\$name\'" ']],
  ["cat wi", 4, ["with\\ blank/"]],
  ["cat with\\ blank/", 4, ["with\\ blank/z "]],
  ['cat "with blank/', 4, ['"with blank/z" ']],
  ["command-not", 0, null],
  ["cat no", 0, null],
  ["nosuch", 0, null],
])("%s", (text, from, candidates) => {
  const world = smallWorld({
    mail: {
      "/root/file": "",
      "/root/.hidden": "",
      "/root/folder/x": "",
      "/root/odd $name'": "",
      "/root/with blank/z": "",
    },
  });
  const completion = complete(world, "mail", text, text.length);
  expect(completion).toEqual(candidates === null ? null : { from, candidates });
});

it("knows the folder that the shell is in", () => {
  const world = smallWorld();
  type(world, "mail", "cd /var/qmail");
  expect(complete(world, "mail", "ls con", 6)).toEqual({ from: 3, candidates: ["control/"] });
});
