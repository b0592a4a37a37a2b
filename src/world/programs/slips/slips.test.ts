import { expect, it } from "vitest";
import { boot } from "../../runs/boot.ts";
import { output, session, smallWorld, smallWorldFile } from "../../world.test-kit.ts";

const smtp = (verb: string): string =>
  `(${verb} is a word of SMTP, and this is the shell. Connect to a mail server first: telnet localhost 25)`;
const reply =
  "(That looks like a server's reply; this is where your own words go. man smtp explains replies.)";
const notFound = (name: string): string => `sh: ${name}: command not found`;

/** What is shown behind the first line, which is the shell's own. */
function hint(line: string): readonly string[] {
  return output(
    smallWorld({
      mail: {
        "/etc/tcp.smtp": ":allow\n",
        "/root/script": "#!/bin/sh\necho hi\n",
        "/root/text": "hello\n",
        "/root/windows": "#!/bin/sh\r\necho hi\r\n",
        "/root/perl": "#!/usr/bin/perl\n",
      },
    }),
    line,
  );
}

it.each<readonly [string, readonly string[]]>([
  // SMTP at the shell's prompt
  ["HELO ann", [notFound("HELO"), smtp("HELO")]],
  ["ehlo ann", [notFound("ehlo"), smtp("EHLO")]],
  ["RCPT TO: bob", [notFound("RCPT"), smtp("RCPT")]],
  ["DATA", [notFound("DATA"), smtp("DATA")]],
  ["MAIL from: me", [notFound("MAIL"), smtp("MAIL")]],
  ["MAIL FROM:<ann@test.example>", ['sh: a file name is missing behind ">" (column 28)', smtp("MAIL")]],
  // what was copied from a screen
  [
    "$ cat x",
    [
      notFound("$"),
      "(That begins with a prompt, which the shell shows by itself. Type what stands behind it: cat x)",
    ],
  ],
  [
    "root@mail:~# ls",
    [
      notFound("root@mail:~#"),
      "(That begins with a prompt, which the shell shows by itself. Type what stands behind it: ls)",
    ],
  ],
  [
    "[root@mail etc]# ls",
    [
      notFound("[root@mail"),
      "(That begins with a prompt, which the shell shows by itself. Type what stands behind it: ls)",
    ],
  ],
  [
    "# tcprules a b",
    [
      "(A line that begins with # is a comment, of which the shell does nothing. As a prompt it's left out: tcprules a b)",
    ],
  ],
  ["# just a note", []],
  ["qmailctl-nosuch", [notFound("qmailctl-nosuch"), "(A blank is missing: qmailctl -nosuch)"]],
  ["qmailctl-restart", [notFound("qmailctl-restart"), "(A blank is missing: qmailctl restart)"]],
  ["ls-l", [notFound("ls-l"), "(A blank is missing: ls -l)"]],
  ["250 ok", [notFound("250"), reply]],
  ["250-PIPELINING", [notFound("250-PIPELINING"), reply]],
  [
    "553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)",
    [`(The quote that begins in column 27 goes on in the next line; Ctrl-C leaves it. ${reply.slice(1)}`],
  ],
  [
    "cat << END",
    [
      "sh: here-documents (<<) don't work in this shell (column 5)",
      "(A larger shell can do that: type bash, then the line again. Here the document's lines are passed over.)",
    ],
  ],
  [
    "f() { ls; }",
    [
      "sh: \"(\" can't stand behind a word; functions don't work in this shell (column 2)",
      "(A larger shell can do that: type bash, then the line again.)",
    ],
  ],
  [
    "echo $((1 + 1))",
    [
      "sh: arithmetic ($((...))) doesn't work in this shell (column 6)",
      "(A larger shell can do that: type bash, then the line again.)",
    ],
  ],
  // a line of a file
  [
    '192.168.5.:allow,RELAYCLIENT=""',
    [
      notFound("192.168.5.:allow,RELAYCLIENT="),
      "(That is a line of a rules file: write it into /etc/tcp.smtp, and compile that with tcprules. man tcprules-rules tells how.)",
    ],
  ],
  [
    ":allow",
    [
      notFound(":allow"),
      "(That is a line of a rules file: write it into /etc/tcp.smtp, and compile that with tcprules. man tcprules-rules tells how.)",
    ],
  ],
  [
    "test.example",
    [
      notFound("test.example"),
      "(That may be a line of a control file, such as /var/qmail/control/rcpthosts. Here it's taken for a command.)",
    ],
  ],
  [
    "shop.example:shop",
    [
      notFound("shop.example:shop"),
      "(That may be a line of a control file, such as /var/qmail/control/virtualdomains. Here it's taken for a command.)",
    ],
  ],
  ["tcp-env: ALL", [notFound("tcp-env:"), "(That is a line of the wrappers' files: see man hosts.allow.)"]],
  [
    "smtp stream tcp nowait qmaild x",
    [notFound("smtp"), "(That is a line of /etc/inetd.conf: see man inetd.conf.)"],
  ],
  [
    "Subject: hello",
    [
      notFound("Subject:"),
      "(That is a line of a message. In SMTP it goes between DATA and the line with a dot alone.)",
    ],
  ],
  [
    "ann@test.example",
    [
      notFound("ann@test.example"),
      "(ann@test.example is an address; a command has to say what to do with it.)",
    ],
  ],
  [
    "192.0.2.25",
    [
      notFound("192.0.2.25"),
      "(192.0.2.25 is an address of a machine; a command has to say what to do with it.)",
    ],
  ],
  // other systems
  ["dir", [notFound("dir"), "(In Unix: ls -l)"]],
  ["COPY a b", [notFound("COPY"), "(In Unix: cp FROM TO)"]],
  [
    "ipconfig",
    [
      notFound("ipconfig"),
      "(The host's own name is told by hostname, and the addresses of names by host NAME.)",
    ],
  ],
  ["nslookup test.example", [notFound("nslookup"), "(DNS is asked by: host NAME)"]],
  [
    "service qmail restart",
    [notFound("service"), "(Here daemontools looks after services: qmailctl restart. See man services.)"],
  ],
  [
    "/etc/init.d/qmail start",
    [
      "sh: /etc/init.d/qmail: no such program",
      "(Here daemontools looks after services: qmailctl start. See man services.)",
    ],
  ],
  [
    "systemctl restart qmail",
    [notFound("systemctl"), "(Here daemontools looks after services: qmailctl restart. See man services.)"],
  ],
  [
    "qmail status",
    [notFound("qmail"), "(Here daemontools looks after services: qmailctl stat. See man services.)"],
  ],
  [
    "sudo svc -t /service/smtpd",
    [notFound("sudo"), "(You are root already, so leave sudo out: svc -t /service/smtpd)"],
  ],
  [
    "apt-get install x",
    [notFound("apt-get"), "(Nothing can be installed here. man -k WORD finds what there is.)"],
  ],
  ["quit", [notFound("quit"), "(exit ends this shell, and so does Ctrl-D.)"]],
  [
    "postconf",
    [notFound("postconf"), "(The mail server here is qmail: see man qmail and man qmail-control.)"],
  ],
  // slips of the fingers
  ["tcpruels a b", [notFound("tcpruels"), "(Did you mean tcprules?)"]],
  ["Cat x", [notFound("Cat"), "(Did you mean cat?)"]],
  ["cd..", [notFound("cd.."), "(A blank is missing: cd ..)"]],
  ["ls-l /etc", [notFound("ls-l"), "(A blank is missing: ls -l /etc)"]],
  [
    "rcpthosts",
    [
      notFound("rcpthosts"),
      "(/var/qmail/control/rcpthosts is a file, not a command: cat /var/qmail/control/rcpthosts shows it.)",
    ],
  ],
  [
    "badmailfrom",
    [notFound("badmailfrom"), "(That is no command, but the manual tells of it: man badmailfrom)"],
  ],
  ["xyzzy", [notFound("xyzzy"), "(Type help for the commands there are.)"]],
  ["PATH=/no; ls", [notFound("ls"), "(/bin/ls is there, but the folders of $PATH, /no, don't have it.)"]],
  ["telnet <mail> 25", ["sh: mail: No such file or directory"]],
  [
    "host <name>",
    [
      'sh: a file name is missing behind ">" (column 11)',
      "(To the shell < and > are redirections. In explanations <WORD> marks what you replace, brackets and all.)",
    ],
  ],
  [
    "echo it's",
    [
      "(The quote that begins in column 8 goes on in the next line; Ctrl-C leaves it. To the shell an apostrophe begins a quote. Between double quotes it's a plain character.)",
    ],
  ],
  // paths
  [
    "/etc/tcp.smtp",
    [
      "sh: /etc/tcp.smtp: Permission denied",
      "(/etc/tcp.smtp is a file, not a command: cat /etc/tcp.smtp shows it, vi /etc/tcp.smtp edits it.)",
    ],
  ],
  [
    "/etc/tcp.smpt",
    ["sh: /etc/tcp.smpt: no such program", "(There's no file /etc/tcp.smpt. Did you mean /etc/tcp.smtp?)"],
  ],
  ["/no/way", ["sh: /no/way: no such program", "(There's no folder /no.)"]],
  ["/etc", ["sh: /etc: Permission denied", "(/etc is a folder: ls /etc lists it, cd /etc goes there.)"]],
  ["text", [notFound("text"), "(text is a file, not a command: cat text shows it, vi text edits it.)"]],
  ["script", [notFound("script"), "(There's a file of that name in this folder; ./script runs it.)"]],
  [
    "chmod 644 script; ./script",
    [
      "sh: ./script: Permission denied",
      "(./script may not be run, as long as it has no permission for that: chmod +x ./script gives it; sh ./script runs it without.)",
    ],
  ],
  [
    "./windows",
    [
      "sh: ./windows: no such program",
      "(The first line of ./windows ends in a carriage return, so /bin/sh isn't found. Save the file with Unix line ends.)",
    ],
  ],
  [
    "./perl",
    [
      "sh: ./perl: no such program",
      "(The first line of ./perl wants it to be run by /usr/bin/perl, which isn't here.)",
    ],
  ],
  [
    "cd text",
    ["sh: cd: text: Not a directory", "(text is a file, and cd goes to folders: cat text shows it.)"],
  ],
  [
    "cd etc",
    ["sh: cd: etc: No such file or directory", "(There's /etc, which begins with a slash: cd /etc)"],
  ],
  [
    "\u00a0cat /etc/passwd",
    [
      notFound("\u00a0cat"),
      "(There's an odd blank in that, such as a no-break space, which to the shell is part of a word. Plain: cat /etc/passwd)",
    ],
  ],
  ["cd nowhere", ["sh: cd: nowhere: No such file or directory"]],
])("%s", (line, shown) => {
  expect(hint(line)).toEqual(shown);
});

it("names the lessons' server where there is one, and none where none is known", () => {
  const names = { "mail.yourdomain.example": "192.0.2.25" };
  const booted = boot({ ...smallWorldFile(), names });
  if (booted.kind === "failed") throw new Error(booted.why);
  expect(session(booted.world, "pc", "QUIT").at(-1)).toMatch(/: telnet mail\.yourdomain\.example 25\)$/);
  expect(session(smallWorld(), "pc", "QUIT").at(-1)).toMatch(/: telnet HOST 25\)$/);
});

it("leaves the exit status as the shell has it", () => {
  const line = (text: string): readonly string[] => output(smallWorld(), text, "echo $?").slice(-1);
  expect([line("xyzzy"), line("MAIL FROM:<a@b>"), line("cd nowhere"), line("# ls")]).toEqual([
    ["127"],
    ["2"],
    ["1"],
    ["0"],
  ]);
});

it("says nothing where nobody types: in a service's log and behind a pipe", () => {
  const world = smallWorld({ mail: { "/service/slip/run": "#!/bin/sh\ntcprulez\nsleep 9\n" } });
  expect(output(world, "ps ww").find((one) => one.includes("readproctitle"))).toMatch(
    /: tcprulez: command not found\?$/,
  );
  expect(output(world, "echo tcprulez | sh")).toEqual(["sh: tcprulez: command not found"]);
});

it("a user who isn't root is told that sudo isn't there", () => {
  expect(session(smallWorld(), "pc", "sudo ls").at(-1)).toBe(
    "(There's no sudo. The mail server's own console is root's.)",
  );
});
