import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Action } from "./action.ts";
import { boot } from "./boot.ts";
import { perform } from "./perform.ts";
import { programTable } from "../processes/program-table.ts";
import { playSmtp } from "../probes/smtp-client.ts";
import { mailWorld, send } from "../mail.test-kit.ts";
import { smallWorldFile, smallWorld } from "../world.test-kit.ts";
import type { World } from "../world.ts";

/** Does these, and looks whether all that is on the consoles is text. A throw tells itself. */
function survive(world: World, actions: readonly Action[]): void {
  for (const action of actions) perform(world, action);
  for (const { entries, prompt } of world.consoles.values()) {
    expect(prompt === null || typeof prompt === "string").toBe(true);
    for (const { text } of entries) expect(typeof text).toBe("string");
  }
}

/**
 * Whether the server still greets, and each console answers once what runs there is stopped: a shell that was started
 * there, such as one within $(), outlives Ctrl-C and ends by Ctrl-D.
 */
function expectAlive(world: World, to = "mail.test"): void {
  const { greeting } = playSmtp(world, { from: { address: "203.0.113.9" }, to, port: 25, lines: ["QUIT"] });
  expect(greeting.slice(0, 3)).toBe("220");
  for (const host of world.hosts.keys()) {
    for (const key of ["C-c", "C-d", "C-c", "C-d", "C-c", "C-d", "C-c"] as const)
      perform(world, { key: { host, key } });
    expect(perform(world, { shell: { host, line: "echo alive" } }).kind).not.toBe("refused");
    expect(world.consoles.get(host)?.entries.at(-1)?.text).toBe("alive");
  }
}

const bytes = fc.uint8Array({ maxLength: 200 }).map((all) => String.fromCharCode(...all));
const line = fc
  .oneof(bytes, fc.string({ unit: "binary", maxLength: 80 }))
  .map((text) => text.replaceAll("\n", ""));
const type = (text: string): Action => ({ type: { host: "pc", line: text } });

/** Shell programs by the grammar, and some that are nearly so. */
const { list } = fc.letrec<{ list: string; command: string; word: string }>((tie) => ({
  word: fc.oneof(
    { depthSize: "small" },
    fc.constantFrom(
      "a",
      "b*",
      "'q q'",
      '"$a b"',
      "$a",
      "$@",
      "$?",
      "[a-z]*",
      "/*/*",
      "..",
      "-n",
      "=",
      "1",
      "~",
      "\\x",
    ),
    tie("list").map((text) => `$(${text})`),
    tie("list").map((text) => `\`${text.replaceAll("`", "")}\``),
  ),
  command: fc.oneof(
    { depthSize: "small" },
    fc
      .tuple(
        fc.constantFrom(
          ..."echo cat : true false test [ cd exit export pwd unset shift break continue sleep exec sed grep a=1 ls rm sh".split(
            " ",
          ),
        ),
        fc.array(tie("word"), { maxLength: 3 }),
        fc.constantFrom("", "> f", "< f", ">> f", "2>&1", ">&9", "> /no/f"),
      )
      .map(([name, words, redirection]) => `${name} ${words.join(" ")} ${redirection}`),
    fc.tuple(tie("list"), tie("list")).map(([one, other]) => `if ${one}; then ${other}; fi`),
    fc.tuple(tie("list"), tie("list")).map(([one, other]) => `while ${one}; do ${other}; done`),
    fc.tuple(tie("word"), tie("list")).map(([word, body]) => `for a in x ${word} y; do ${body}; done`),
    fc.tuple(tie("word"), tie("list")).map(([word, body]) => `case ${word} in a|b*) ${body};; *) :;; esac`),
    tie("list").map((body) => `{ ${body}; }`),
    tie("list").map((body) => `(${body})`),
  ),
  list: fc
    .array(fc.tuple(tie("command"), fc.constantFrom(";", "|", "&&", "||")), { minLength: 1, maxLength: 3 })
    .map((all) =>
      all.map(([command, join], at) => (at === all.length - 1 ? command : `${command} ${join}`)).join(" "),
    ),
}));

describe("whatever is typed, the world goes on", () => {
  const world = smallWorld();

  it("random bytes", () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 5 }), (lines) => {
        survive(world, [...lines.map(type), { key: { host: "pc", key: "C-d" } }]);
        expectAlive(world);
      }),
      { numRuns: 100 },
    );
  });

  it("a shell within a substitution, in a loop", () => {
    const fresh = smallWorld();
    survive(fresh, [type("for a in x `{ (sh  ); }` y; do while echo  ; do echo  ; done; done"), type("")]);
    expectAlive(fresh);
  });

  it("shell programs", { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(list, fc.nat(60), (text, cut) => {
        const fresh = smallWorld();
        survive(fresh, [type(text), type(text.slice(0, cut)), { wait: { seconds: 1 } }]);
        expectAlive(fresh);
      }),
      { numRuns: 60 },
    );
  });

  const option = fc.oneof(
    fc.constantFrom(
      ..."-n -c -v -x -X -l -e -u -g -t -r -1 -0 -- - + . / 0 1 25 -H -R -C -b -B -q -Q -p -s".split(" "),
    ),
    fc.constantFrom(
      "/etc",
      "/etc/passwd",
      "f",
      "s/a*/b/g",
      "$,1p",
      "[",
      "1.2.3.4",
      "mail.test",
      "ann",
      "a=b",
      "\\(",
      "99999999999",
      "-999999999999999999",
    ),
    fc.string({ maxLength: 8 }).map((text) => `'${text.replaceAll("'", "")}'`),
  );
  it.each(programTable.filter(({ name }) => name !== "mail-server").map(({ name }) => name))(
    "%s with any options",
    (name) => {
      fc.assert(
        fc.property(
          fc.array(option, { maxLength: 5 }),
          fc.constantFrom("", "< /etc/passwd", "| cat"),
          (words, rest) => {
            const fresh = smallWorld();
            survive(fresh, [
              { type: { host: "mail", line: `${name} ${words.join(" ")} ${rest}`.replaceAll("\n", " ") } },
              { type: { host: "mail", line: "x" } },
              { key: { host: "mail", key: "C-d" } },
              { key: { host: "mail", key: "C-c" } },
              { wait: { seconds: 2 } },
            ]);
          },
        ),
        { numRuns: 12 },
      );
    },
  );
});

describe("whatever is in a file, the world goes on", () => {
  const paths = [
    ...[
      "me",
      "rcpthosts",
      "locals",
      "virtualdomains",
      "smtproutes",
      "timeoutsmtpd",
      "databytes",
      "morercpthosts",
    ].map((name) => `/var/qmail/control/${name}`),
    ...["concurrencylocal", "badmailfrom", "morercpthosts.cdb", "queuelifetime", "bouncefrom"].map(
      (name) => `/var/qmail/control/${name}`,
    ),
    ...[
      "/etc/passwd",
      "/etc/group",
      "/etc/tcp.smtp.cdb",
      "/service/qmail-smtpd/run",
      "/service/qmail-send/run",
    ],
    ...[
      "/home/ann/.qmail",
      "/var/qmail/alias/.qmail-default",
      "/var/qmail/queue/todo/5",
      "/var/qmail/queue/mess/5/5",
    ],
    ...["info/5/5", "local/5/5", "remote/5/5", "bounce/5", "lock/trigger"].map(
      (name) => `/var/qmail/queue/${name}`,
    ),
  ];
  const lines = fc
    .array(
      fc.constantFrom(
        ..."ours.example|.ours.example|:|:allow|ann|&ann@ours.example|./Maildir/|./Mailbox|\\|cat|\\|exit 99|T|Fx\0|Tann@ours.example\0|u0\0p1\0|root:x:0:0::/:/bin/sh|a:b|#!/bin/sh|exec tcpserver 0 smtp qmail-smtpd|-1|99999999999999999999|\0|ä"
          .split(/(?<!\\)\|/)
          .map((one) => one.replace("\\|", "|")),
      ),
      { maxLength: 5 },
    )
    .map((all) => all.join("\n"));
  const text = fc.oneof(lines, fc.string({ unit: "binary", maxLength: 100 }));

  it("on a mail server", { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...paths), text), { maxLength: 3 }), (files) => {
        const world = mailWorld();
        survive(
          world,
          files.map(([file, content]) => ({ edit: { host: "mail", file, text: content } })),
        );
        send(world, "ann@ours.example");
        send(world, "x@old.example");
        survive(world, [
          {
            shell: {
              host: "mail",
              line: "tcprules /etc/tcp.smtp.cdb /etc/t < /var/qmail/control/me; qmail-newmrh",
            },
          },
          { shell: { host: "mail", line: "qmailctl restart; qmail-showctl; id ann; ls -l /home" } },
          { wait: { seconds: 3600 } },
        ]);
        perform(world, { key: { host: "mail", key: "C-c" } });
        perform(world, { shell: { host: "mail", line: "echo alive" } });
        expect(world.consoles.get("mail")?.entries.at(-1)?.text).toBe("alive");
      }),
      { numRuns: 80 },
    );
  });

  it("from the beginning", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...paths), text), { maxLength: 3 }), (files) => {
        const booted = boot(smallWorldFile(), { mail: Object.fromEntries(files) });
        expect(["booted", "failed"]).toContain(booted.kind);
        if (booted.kind === "booted") survive(booted.world, [{ wait: { seconds: 10 } }]);
      }),
      { numRuns: 60 },
    );
  });
});
