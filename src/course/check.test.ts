import { describe, expect, it } from "vitest";
import { perform, replay, type Action } from "../world/index.ts";
import { evaluate, type Finding } from "./check.ts";
import { mailWorld } from "../world/mail.test-kit.ts";
import { lessonFiles, lessonOf } from "./course.test-kit.ts";
import type { Check } from "./goal.ts";

const { start } = lessonOf(lessonFiles).lesson;
const question = "From 192.168.5.10, MAIL FROM:<a@b>, RCPT TO:<x@y.example>";
const refusal = "553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)";

function rules(text: string): readonly Action[] {
  return [
    { edit: { host: "mail", file: "/etc/tcp.smtp", text } },
    { shell: { host: "mail", line: "tcprules /etc/tcp.smtp.cdb /etc/tcp.smtp.tmp < /etc/tcp.smtp" } },
  ];
}

function find(check: Check, actions: readonly Action[] = []): Finding {
  const live = replay(start, actions);
  return evaluate(check, { live, scratch: () => replay(start, actions) });
}

describe("probe", () => {
  const probe = { from: "192.168.5.10", sender: "a@b", recipient: "x@y.example", port: 25 };
  it.each<readonly [string, string, Partial<typeof probe> & { reply: string; queuedAs?: string }, Finding]>([
    [
      "127.:allow\n",
      "a reply's beginning",
      { reply: "553" },
      { ok: true, expected: `${question}: 553`, actual: `${question}: ${refusal}` },
    ],
    [
      "127.:allow\n",
      "another reply",
      { reply: "250" },
      { ok: false, expected: `${question}: 250`, actual: `${question}: ${refusal}` },
    ],
    [
      "127.:allow\n",
      "a part of a word",
      { reply: "553 sor" },
      { ok: false, expected: `${question}: 553 sor`, actual: `${question}: ${refusal}` },
    ],
    [
      ':allow,RELAYCLIENT=""\n',
      "the recipient as it was given",
      { reply: "250", queuedAs: "x@y.example" },
      {
        ok: true,
        expected: `${question}: 250, queued for x@y.example`,
        actual: `${question}: 250 ok, queued for x@y.example`,
      },
    ],
    [
      ':allow,RELAYCLIENT="Z"\n',
      "another recipient",
      { reply: "250", queuedAs: "x@y.example" },
      {
        ok: false,
        expected: `${question}: 250, queued for x@y.example`,
        actual: `${question}: 250 ok, queued for x@y.exampleZ`,
      },
    ],
    [
      ":deny\n",
      "a hang-up",
      { reply: "closed" },
      { ok: true, expected: `${question}: closed`, actual: `${question}: the server hung up without a word` },
    ],
    [
      ":deny\n",
      "a reply from a server that hangs up",
      { reply: "250" },
      { ok: false, expected: `${question}: 250`, actual: `${question}: the server hung up without a word` },
    ],
    [
      "",
      "another port",
      { reply: "250", port: 26 },
      { ok: false, expected: `${question}: 250`, actual: `${question}: connection refused` },
    ],
  ])("with rules %j finds %s", (text, _name, wanted, finding) => {
    expect(find({ probe: { ...probe, ...wanted } }, rules(text))).toEqual(finding);
  });

  it("tells of a server that says nothing", () => {
    const busy: readonly Action[] = [
      { edit: { host: "mail", file: "/root/one", text: "#!/bin/sh\ntcpserver -c 1 0 26 cat\n" } },
      { shell: { host: "mail", line: "sh one" } },
      { shell: { host: "pc", line: "telnet mail.test 26" } },
    ];
    expect(find({ probe: { ...probe, port: 26, reply: "250" } }, busy).actual).toBe(
      `${question}: no reply came`,
    );
  });
});

it("changed holds only for mail that is taken for another address", () => {
  const check: Check = { changed: { from: "192.168.5.10", recipient: "x@y.example" } };
  const asked = "From 192.168.5.10, RCPT TO:<x@y.example>: ";
  const expected = `${asked}queued for another address`;
  expect(
    [':allow,RELAYCLIENT="Z"\n', ':allow,RELAYCLIENT=""\n', ""].map((text) => find(check, rules(text))),
  ).toEqual([
    { ok: true, expected, actual: `${asked}queued for x@y.exampleZ` },
    { ok: false, expected, actual: `${asked}queued for x@y.example` },
    { ok: false, expected, actual: `${asked}not taken` },
  ]);
});

describe("said", () => {
  const check = { host: "pc", reply: "250 ok" };
  const session = {
    smtp: { host: "pc", to: "mail.test", port: 25, lines: ["MAIL FROM:<a@b>", "RCPT TO:<x@y.example>"] },
  };
  it("finds a reply on the host's console, and tells the last one if it isn't there", () => {
    expect([
      find({ said: check }),
      find({ said: check }, [session]),
      find({ said: { host: "mail", reply: "553" } }, [session]),
    ]).toEqual([
      {
        ok: false,
        expected: "on the console of pc: 250 ok",
        actual: "on the console of pc: nothing yet",
      },
      { ok: true, expected: "on the console of pc: 250 ok", actual: "on the console of pc: 250 ok" },
      {
        ok: false,
        expected: "on the console of mail: 553",
        actual: "on the console of mail: nothing yet",
      },
    ]);
    expect(find({ said: { host: "pc", reply: "354" } }, [session]).actual).toBe(
      `on the console of pc: ${refusal}`,
    );
  });

  it("counts only replies to a command, if it names one", () => {
    const asked = (command: string): Finding =>
      find({ said: { ...check, reply: "250", command } }, [session]);
    expect([asked("MAIL"), asked("RCPT")]).toEqual([
      {
        ok: true,
        expected: "on the console of pc, to MAIL: 250",
        actual: "on the console of pc, to MAIL: 250",
      },
      {
        ok: false,
        expected: "on the console of pc, to RCPT: 250",
        actual: `on the console of pc, to RCPT: ${refusal}`,
      },
    ]);
  });

  it("counts only connections that were opened after a file was written, if it says so", () => {
    const since = { said: { ...check, since: "/etc/tcp.smtp.cdb" } };
    const missing = { said: { ...check, since: "/no" } };
    expect([
      find(since, [session]).ok,
      find(since, [session, ...rules("")]).ok,
      find(since, [...rules(""), session]).ok,
      find(missing, [session]).ok,
    ]).toEqual([true, false, true, false]);
    expect(find(since, [session, ...rules("")]).actual).toBe(
      "on the console of pc: 250 ok, but on a connection that began before /etc/tcp.smtp.cdb last changed",
    );
  });
});

it("file tells whether there's one", () => {
  const check = (path: string, is: "there" | "absent"): Finding => find({ file: { host: "pc", path, is } });
  expect([
    check("/bin/sh", "there"),
    check("/bin/sh", "absent"),
    check("/no", "absent"),
    check("/bin", "there").ok,
  ]).toEqual([
    { ok: true, expected: "/bin/sh: there", actual: "/bin/sh: there" },
    { ok: false, expected: "/bin/sh: absent", actual: "/bin/sh: there" },
    { ok: true, expected: "/no: absent", actual: "/no: absent" },
    false,
  ]);
});

it("rules tells how a text stands to its compiled form", () => {
  const edit = (text: string): Action => ({ edit: { host: "mail", file: "/etc/tcp.smtp", text } });
  const seen = [
    [],
    rules(":allow\n"),
    [edit(":allow\n")],
    [edit(":Allow\n")],
    [edit("# only a comment\n127.:allow\n")],
  ].map(
    (actions) =>
      find(
        { rules: { host: "mail", text: "/etc/tcp.smtp", cdb: "/etc/tcp.smtp.cdb", are: "compiled" } },
        actions,
      ).actual,
  );
  expect(seen).toEqual(
    ["compiled", "compiled", "stale", "unparsable", "compiled"].map((are) => `/etc/tcp.smtp: ${are}`),
  );
});

it("leaves no trace of a probe in the world that it's about", () => {
  const live = replay(start, []);
  const before = [live.nextProcessId, live.traces.size];
  evaluate(
    { changed: { from: "192.168.5.10", recipient: "x@y" } },
    { live, scratch: () => replay(start, []) },
  );
  expect([live.nextProcessId, live.traces.size]).toEqual(before);
  expect(perform(live, { wait: { seconds: 1 } })).toEqual({ kind: "done" });
});

describe("what has become of a message", () => {
  const letter = { from: "198.51.100.66", sender: "joe@there.example", port: 25 };
  const asked = (recipient: string, sender = letter.sender): string =>
    `From 198.51.100.66, MAIL FROM:<${sender}>, RCPT TO:<${recipient}>`;
  const overlay = {
    "/var/qmail/control/percenthack": "ours.example\n",
    "/home/ann/.qmail-void": "# nowhere\n",
    "/home/ann/.qmail-both": "./Maildir/\n&x@dest.example\n",
  };
  const look = (check: Check): Finding => {
    const live = mailWorld({ mail: overlay });
    return evaluate(check, { live, scratch: () => mailWorld({ mail: overlay }) });
  };
  type Ends = "mailbox" | "elsewhere" | "bounced" | "queued" | "refused" | "discarded";
  const allEnds = ["mailbox", "elsewhere", "bounced", "queued", "refused", "discarded"] as const;

  it.each<[recipient: string, sender: string, ends: readonly Ends[], neverLeft: boolean]>([
    ["ann@ours.example", "joe@there.example", ["mailbox"], false],
    ["ann-both@ours.example", "joe@there.example", ["mailbox", "elsewhere"], false],
    ["x%dest.example@ours.example", "joe@there.example", ["elsewhere"], false],
    ["nobody@ours.example", "joe@there.example", ["bounced"], false],
    ["nobody@ours.example", "bob@ours.example", ["bounced"], true],
    ["nobody@ours.example", "x@dark.example", ["queued"], true],
    ["later%dest.example@ours.example", "joe@there.example", ["queued"], true],
    ["p@partner.example", "joe@there.example", ["queued"], true],
    ["x@elsewhere.example", "joe@there.example", ["refused"], true],
    ["ann-void@ours.example", "joe@there.example", ["discarded"], true],
  ])(
    "for %s from <%s> is %j and no other, and that it never left is %s",
    (recipient, sender, ends, stays) => {
      const message = { ...letter, recipient, sender };
      expect(allEnds.filter((end) => look({ delivered: { ...message, ends: end } }).ok)).toEqual(ends);
      expect(look({ neverLeft: message }).ok).toBe(stays);
      expect(look({ not: { neverLeft: message } }).ok).toBe(!stays);
    },
  );

  it.each([
    ["nobody@ours.example", "bounced", "joe:/var/mail/joe@there.example", true],
    ["nobody@ours.example", "bounced", "joe:/var/mail/ann", false],
    ["nobody@ours.example", "bounced", "/home/joe/", false],
    ["x%dest.example@ours.example", "elsewhere", "dest:/var/mail/x@dest.example", true],
    ["x%dest.example@ours.example", "elsewhere", "joe:", false],
    ["ann@ours.example", "mailbox", "/home/ann/Maildir/", true],
    ["ann@ours.example", "mailbox", "/home/bob/", false],
  ] as const)("for %s is %s in %s: %s", (recipient, ends, folder, ok) => {
    expect(look({ delivered: { ...letter, recipient, ends, in: folder } }).ok).toBe(ok);
  });

  it.each([
    ["ann@ours.example", "mailbox (/home/ann/Maildir/new/1795510800.1015.mail.ours.example)"],
    ["x%dest.example@ours.example", "carried to dest, port 25, elsewhere (dest:/var/mail/x@dest.example)"],
    ["nobody@ours.example", "carried to joe, port 25, bounced (joe:/var/mail/joe@there.example)"],
    ["p@partner.example", "queued (/var/qmail/queue/mess/1/93)"],
    ["ann-void@ours.example", "discarded"],
    [
      "x@elsewhere.example",
      "refused (553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1))",
    ],
  ])("tells of one to %s that it is %s", (recipient, seen) => {
    expect(look({ neverLeft: { ...letter, recipient } })).toMatchObject({
      expected: `${asked(recipient)}: never left mail`,
      actual: `${asked(recipient)}: ${seen}`,
    });
    expect(look({ delivered: { ...letter, recipient, ends: "queued", in: "/x" } })).toEqual({
      ok: false,
      expected: `${asked(recipient)}: queued (/x)`,
      actual: `${asked(recipient)}: ${seen.replace(/^carried to \w+, port 25, /, "")}`,
    });
  });
});
