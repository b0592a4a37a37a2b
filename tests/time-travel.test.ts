import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { loadWorld } from "../src/course/authoring/index.ts";
import { createHistory, replay, worldHash, type Action, type Start } from "../src/world/index.ts";

// Undo, redo, seek and fork on the world that the lessons share, whatever was done.

const file = resolve(import.meta.dirname, "../lessons/worlds/common.yaml");
const loaded = loadWorld({ file, text: readFileSync(file, "utf8") });
if (loaded.kind === "failed") throw new Error(JSON.stringify(loaded.troubles));

const compile: Action = {
  shell: { host: "mail", line: "tcprules /etc/tcp.smtp.cdb /etc/tcp.smtp.tmp < /etc/tcp.smtp" },
};
const start: Start = {
  world: loaded.value.content,
  files: { mail: { "/etc/tcp.smtp": ":allow\n" } },
  setup: [compile],
  opening: [{ shell: { host: "stranger", line: "telnet mail.yourdomain.example 25" } }],
};

const host = fc.constantFrom("mail", "ann", "stranger", "elsewhere");
const recipient = fc.constantFrom(
  "ann@yourdomain.example",
  "postmaster@yourdomain.example",
  "bob@elsewhere.example",
  "x@shop.example",
);
const line = fc.oneof(
  fc.constantFrom(
    ...["HELO x", "MAIL FROM:<a@b.example>", "RCPT TO:<ann@yourdomain.example>", "DATA", ".", "QUIT", "RSET"],
    ...[
      "telnet mail.yourdomain.example 25",
      "cat",
      "sh",
      "exit",
      "cat | cat",
      "if true; then",
      "fi",
      "sleep 5000",
    ],
    ...[
      "svc -t /service/qmail-send",
      "svc -d /service/qmail-smtpd",
      "svc -u /service/qmail-smtpd",
      "svstat /service/*",
    ],
    ...[
      "svc -h /service/qmail-send",
      "qmailctl stat",
      "qmailctl queue",
      "tail -f /var/log/qmail/send/current",
      "ps",
    ],
    ...[
      "cat /var/log/qmail/smtpd/current",
      "ls -lR /var/qmail/queue/info",
      "mkdir /service/new",
      "x=1",
      "echo $x",
    ],
  ),
  fc.string({ unit: "binary" }),
);
const action: fc.Arbitrary<Action> = fc.oneof(
  fc.record({ shell: fc.record({ host, line }) }),
  fc.record({ type: fc.record({ host, line }) }),
  fc.record({ key: fc.record({ host, key: fc.constantFrom("C-c" as const, "C-d" as const) }) }),
  fc.record({
    edit: fc.record({
      host,
      file: fc.constantFrom(
        "/etc/tcp.smtp",
        "/var/qmail/control/locals",
        "/var/qmail/alias/.qmail-postmaster",
        "/no/x",
      ),
      text: fc.constantFrom("", ":allow\n", ":deny\n", "yourdomain.example\n", "&bob@elsewhere.example\n"),
    }),
  }),
  fc.constant(compile),
  recipient.map((to) => ({
    smtp: {
      host: "stranger",
      to: "mail.yourdomain.example",
      port: 25,
      lines: ["HELO x", "MAIL FROM:<a@b.example>", `RCPT TO:<${to}>`, "DATA", "Subject: x", "", ".", "QUIT"],
    },
  })),
  fc.record({ wait: fc.record({ seconds: fc.integer({ min: 0, max: 5000 }) }) }),
);

it("gives at every point of a run the world of a replay, and forks go their own way", () => {
  const part = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(
      fc.array(action, { maxLength: 40 }),
      fc.array(part, { maxLength: 4 }),
      action,
      (actions, parts, more) => {
        const history = createHistory(start);
        for (const one of actions) history.act(one);
        const done = history.actions;
        const end = worldHash(history.world);
        expect(end).toBe(worldHash(replay(start, done)));
        if (done.length > 0) history.seek(done.length - 1);
        expect(worldHash(history.seek(done.length))).toBe(end);
        for (const point of parts.map((one) => Math.round(one * done.length))) {
          const expected = worldHash(replay(start, done.slice(0, point)));
          const fork = history.fork(point);
          expect(worldHash(fork.world)).toBe(expected);
          const isDone = fork.act(more).kind !== "refused";
          expect(worldHash(fork.world)).toBe(
            worldHash(replay(start, isDone ? [...done.slice(0, point), more] : done.slice(0, point))),
          );
          expect(worldHash(history.worldAt(point))).toBe(expected);
          expect(worldHash(history.seek(point))).toBe(expected);
        }
        expect(worldHash(history.seek(done.length))).toBe(end);
      },
    ),
    { numRuns: 40 },
  );
});

it("is at the same point after a seek in a long run with mail in it, wherever that is", () => {
  const envelope = ["MAIL FROM:<a@b.example>", "RCPT TO:<ann@yourdomain.example>", "DATA", "Hi", ".", "QUIT"];
  const session: Action = {
    smtp: { host: "stranger", to: "mail.yourdomain.example", port: 25, lines: envelope },
  };
  const kinds: readonly Action[] = [
    session,
    { type: { host: "stranger", line: "NOOP" } },
    { wait: { seconds: 60 } },
  ];
  const actions = Array.from({ length: 300 }, (_, index) => kinds[index % kinds.length] ?? session);
  const history = createHistory(start, actions);
  for (const index of [299, 0, 150, 31, 33, 298, 64, 300]) {
    expect(worldHash(history.seek(index))).toBe(worldHash(replay(start, actions.slice(0, index))));
  }
});
