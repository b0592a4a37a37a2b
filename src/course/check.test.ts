import { describe, expect, it } from "vitest";
import { perform, replay, type Action } from "../world/index.ts";
import { evaluate, type Finding } from "./check.ts";
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

describe("delivered", () => {
  const delivered = { from: "192.168.5.10", sender: "a@b", port: 25 };

  it("tells of a refusal, of a message that waits, and of one that isn't where it should be", () => {
    expect(find({ delivered: { ...delivered, recipient: "x@y.example", ends: "refused" } })).toEqual({
      ok: true,
      expected: `${question}: refused`,
      actual: `${question}: refused (${refusal})`,
    });
    const waiting = "From 192.168.5.10, MAIL FROM:<a@b>, RCPT TO:<x@yourdomain.example>";
    const recipient = "x@yourdomain.example";
    expect(
      find({ delivered: { ...delivered, recipient, ends: "mailbox", in: "/home/" } }, rules("127.:allow\n")),
    ).toEqual({
      ok: false,
      expected: `${waiting}: mailbox (/home/)`,
      actual: `${waiting}: queued (/var/qmail/queue/mess/1/93)`,
    });
  });
});
