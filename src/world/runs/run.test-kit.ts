import fc from "fast-check";
import type { Action } from "./action.ts";
import type { BashStep } from "../bash-step.ts";
import type { Start } from "./run.ts";
import { smallWorldFile } from "../world.test-kit.ts";

/** A start with rules, a telnet session that is open, and a script that never ends. */
export const start: Start = {
  world: smallWorldFile("-v -x /etc/r.cdb -l mail.test"),
  files: {
    mail: { "/etc/r": '198.51.100.:allow,RELAYCLIENT=""\n', "/bin/self": "#!/bin/sh\necho $$\nexec self\n" },
  },
  setup: [{ shell: { host: "mail", line: "tcprules /etc/r.cdb /etc/r.tmp < /etc/r" } }],
  opening: [{ shell: { host: "pc", line: "telnet mail.test 25" } }],
};

/** Command lines that leave programs in all kinds of waits. */
const waiting = [
  ...[
    "cat",
    "cat | cat",
    "x=$(cat)",
    "for i in 1 2; do cat; done; echo $i",
    "(cat; echo $$)",
    "sh",
    "sh | cat",
    "su",
  ],
  ...[
    "sleep 10",
    "sleep 5000",
    "tail -f /var/log/qmail/send/current",
    "tail -f /etc/r",
    "if true; then",
    "echo 'a",
  ],
  ...["true", "svc -t /service/*", "svc -d /service/*", "svc -u /service/*", "svc -x /service/*"],
  ...[
    "svc -p /service/*",
    "svc -c /service/*",
    "svc -a /service/*",
    "mkdir /service/new",
    "rm /service/*/run",
    "ps",
  ],
  ...[
    "tcprules /etc/tcp.smtp.cdb /etc/tcp.smtp.tmp",
    "ls -l /home/ann/Maildir/new",
    "cd /tmp",
    "y=1; export y",
  ],
  ...[
    "kill -9 1010",
    "multilog t /tmp/log",
    "fixcrio cat",
    "recordio cat",
    "tcpserver 0 26 recordio cat",
    "exec cat",
  ],
  ...[
    "telnet 192.0.2.25 25",
    "telnet localhost 26",
    "telnet 203.0.113.77 25",
    "grep a",
    "sort",
    "sed s/a/b/",
    "tai64n",
  ],
];
const host = fc.constantFrom("mail", "pc", "joe", "ann", "stranger", "nowhere");
const line = fc.oneof(
  fc.constantFrom(...waiting),
  fc.constantFrom(
    ...["HELO x", "MAIL FROM:<a@b>", "RCPT TO:<x@test.example>", "DATA", ".", "QUIT", "telnet mail.test 25"],
    ...[
      "ls -l /etc | cat",
      "cat",
      "sh",
      "exit",
      "exec cat",
      "rm /etc/r.cdb",
      "tcprules /etc/r.cdb /etc/r < /etc/r",
    ],
    ...["tcpserver -v 0 2525 cat", "telnet localhost 2525", "exec 2>&1 > /etc/r", "telnet 203.0.113.1 25"],
  ),
  fc.string({ unit: "binary" }),
  fc.string({ unit: fc.constantFrom(...Array.from("ab$'\"\\|&;<>2 ~#()\u00a0")) }),
);
const mail = fc
  .constantFrom(
    ...[
      "ann@ours.example",
      "ann@yourdomain.example",
      "no@ours.example",
      "x@dest.example",
      "later@dest.example",
    ],
    ...["p@partner.example", "bob@elsewhere.example"],
  )
  .map((recipient) => ["MAIL FROM:<joe@there.example>", `RCPT TO:<${recipient}>`, "DATA", "Hi", ".", "QUIT"]);
const file = fc.constantFrom("/etc/r", "/no/x", "/etc", "x", "/tmp/y");
const bashStep: fc.Arbitrary<BashStep> = fc.oneof(
  fc.record({ write: fc.record({ file, text: line }) }),
  fc.record({ append: fc.record({ file, text: line }) }),
  fc.record({ remove: fc.record({ file }) }),
  fc.record({ makeFolder: fc.record({ file }) }),
  fc.record({ rename: fc.record({ from: file, to: file }) }),
  fc.record({
    run: fc.record({
      argv: fc.constantFrom("cat", "ls /etc", "no", "tcpserver 0 2526 cat").map((text) => text.split(" ")),
      environment: fc.dictionary(fc.constantFrom("A", "PATH"), fc.constantFrom("b", null)),
      folder: file,
      input: fc.option(line),
    }),
  }),
  fc.record({ out: line }),
  fc.record({ err: line }),
  fc.record({
    end: fc.record({
      code: fc.nat(255),
      folder: file,
      then: fc.constantFrom("next" as const, "more" as const, "exit" as const, "cut" as const),
    }),
  }),
);
const bashLine = fc.constantFrom("bash", "bash -c x", "echo a | bash -c x | cat", "anything");
/** Anything that a person could do, sensible or not. */
export const action: fc.Arbitrary<Action> = fc.oneof(
  fc.record({ shell: fc.record({ host, line }) }),
  fc.record({ type: fc.record({ host, line }) }),
  fc.record({ shell: fc.record({ host, line: bashLine }) }),
  fc.record({ bash: fc.record({ host, line: bashLine, steps: fc.array(bashStep) }) }),
  fc.record({ key: fc.record({ host, key: fc.constantFrom("C-c" as const, "C-d" as const) }) }),
  fc.record({
    edit: fc.record({
      host,
      file: fc.constantFrom(
        "/etc/r",
        "/etc/tcp.smtp",
        "/var/qmail/control/rcpthosts",
        "/no/x",
        "/etc",
        "/bin/self",
        "x",
      ),
      text: line,
    }),
  }),
  fc.record({
    smtp: fc.record({
      host,
      to: fc.constantFrom("mail.test", "192.0.2.25", "no"),
      port: fc.constant(25),
      lines: fc.oneof(fc.array(line), mail),
    }),
  }),
  fc.record({ wait: fc.record({ seconds: fc.integer({ min: 0, max: 5000 }) }) }),
);
