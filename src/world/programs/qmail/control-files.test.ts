import { describe, expect, test } from "vitest";
import { filesIn, mailWorld, record, send, signal } from "../../mail.test-kit.ts";
import { perform } from "../../runs/perform.ts";
import { content, output, session } from "../../world.test-kit.ts";
import type { World } from "../../world.ts";

// What must be told of a change to which file, as qmail-control(5) and the programs' own pages have it.

const control = (name: string) => `/var/qmail/control/${name}`;

function mailServer(): World {
  return mailWorld({
    mail: {
      [control("rcpthosts")]: "ours.example\nold.example\ndest.example\nthere.example\ndark.example\n",
      [control("locals")]: "ours.example\nmail.ours.example\nother.example\n",
    },
  });
}

/** What the server says to a whole message, line by line. */
function replies(world: World, recipient: string): readonly string[] {
  const before = new Set(world.traces.keys());
  send(world, recipient);
  const own = [...world.traces.values()].find(({ id }) => !before.has(id));
  return (own?.replies ?? []).map(({ text }) => text);
}

const codes = (world: World, recipient: string): string =>
  replies(world, recipient)
    .map((text) => text.slice(0, 3))
    .join(" ");

/** The lines that a message adds to the record, without its numbers. */
function deliveries(world: World, recipient: string, sender?: string): readonly string[] {
  const before = record(world).length;
  send(world, recipient, sender === undefined ? {} : { sender });
  return record(world, before).map((line) => line.replace(/\d+: (msg \d+ )?/, ""));
}

const destination = (world: World, recipient: string, sender?: string): string =>
  deliveries(world, recipient, sender)
    .filter((line) => line.startsWith("starting delivery"))
    .join(" | ");

const lastStatus = (world: World): string =>
  deliveries(world, "ann@ours.example").findLast((line) => line.startsWith("status")) ?? "";

/** The last bounce's author. */
function bounceAuthor(world: World): string {
  send(world, "nobody@ours.example");
  return (
    content(world, "joe", "/var/mail/joe@there.example")
      .match(/^From: .*$/gm)
      ?.at(-1) ?? ""
  );
}

/** What a silent client sees within ten seconds. */
function silence(world: World): string {
  session(world, "joe", "telnet 192.0.2.25 25");
  perform(world, { wait: { seconds: 10 } });
  const shown = world.consoles.get("joe")?.entries.at(-1)?.text ?? "";
  perform(world, { key: { host: "joe", key: "C-c" } });
  return shown.startsWith("220") ? "still there" : shown;
}

/** Whether a delivery has come to this end within so many seconds. */
function ends(world: World, recipient: string, end: string, seconds: number): string {
  const before = record(world).length;
  send(world, recipient);
  perform(world, { wait: { seconds } });
  return String(record(world, before).some((line) => line.includes(`: ${end}: `)));
}

type Needs = "nothing" | "HUP" | "restart";
type Row = readonly [needs: Needs, name: string, text: string, observe: (world: World) => string];

const double = (world: World): string => destination(world, "nobody@ours.example", "nobody@dest.example");

const rows: readonly Row[] = [
  ["nothing", "rcpthosts", "ours.example\nnew.example\n", (world) => codes(world, "x@new.example")],
  ["nothing", "badmailfrom", "@there.example\n", (world) => codes(world, "ann@ours.example")],
  ["nothing", "databytes", "1\n", (world) => codes(world, "ann@ours.example")],
  ["nothing", "smtpgreeting", "hello\n", (world) => replies(world, "ann@ours.example")[0] ?? ""],
  ["nothing", "localiphost", "ours.example\n", (world) => codes(world, "ann@[192.0.2.25]")],
  ["nothing", "timeoutsmtpd", "5\n", silence],
  ["nothing", "smtproutes", ":[203.0.113.7]\n", (world) => deliveries(world, "x@there.example").join()],
  ["nothing", "timeoutconnect", "5\n", (world) => ends(world, "x@dark.example", "deferral", 10)],
  ["HUP", "locals", "old.example\n", (world) => destination(world, "x@old.example", "")],
  ["HUP", "virtualdomains", "old.example:ann\n", (world) => destination(world, "x@old.example", "")],
  ["restart", "me", "other.example\n", (world) => destination(world, "bob", "")],
  ["restart", "envnoathost", "ours.example\n", (world) => destination(world, "bob", "")],
  [
    "restart",
    "percenthack",
    "ours.example\n",
    (world) => destination(world, "x%dest.example@ours.example", ""),
  ],
  ["restart", "concurrencylocal", "3\n", lastStatus],
  ["restart", "concurrencyremote", "500\n", lastStatus],
  ["restart", "bouncefrom", "robot\n", bounceAuthor],
  ["restart", "bouncehost", "bounces.example\n", bounceAuthor],
  ["restart", "doublebounceto", "bob\n", double],
  ["restart", "doublebouncehost", "ours.example\n", double],
  ["restart", "queuelifetime", "100\n", (world) => ends(world, "later@dest.example", "failure", 450)],
];

test.each(rows)("needs %s: a change to control/%s", (needs, name, text, observe) => {
  const world = mailServer();
  const before = observe(world);
  const isChanged = (): boolean => observe(world) !== before;
  perform(world, { edit: { host: "mail", file: control(name), text } });
  const edited = isChanged();
  signal(world, "HUP");
  const told = isChanged();
  signal(world, "TERM");
  // It ends when its deliveries have, of which one may wait a minute for an answer.
  perform(world, { wait: { seconds: 100 } });
  expect({ edited, told, restarted: isChanged() }).toEqual({
    edited: needs === "nothing",
    told: needs !== "restart",
    restarted: true,
  });
});

describe("what is compiled or started counts once that is done again:", () => {
  const codesFor = (world: World) => codes(world, "x@new.example").split(" ")[2];

  test("morercpthosts after qmail-newmrh", () => {
    const world = mailServer();
    output(world, `echo new.example > ${control("morercpthosts")}`);
    expect(codesFor(world)).toBe("553");
    output(world, "qmail-newmrh");
    expect(codesFor(world)).toBe("250");
  });

  test("/etc/tcp.smtp after tcprules, without a restart", () => {
    const world = mailServer();
    output(world, `echo ':allow,RELAYCLIENT=""' > /etc/tcp.smtp`);
    expect(codesFor(world)).toBe("553");
    output(world, "tcprules /etc/tcp.smtp.cdb /etc/tcp.smtp.tmp < /etc/tcp.smtp");
    expect(codesFor(world)).toBe("250");
  });

  test("a run script after svc -t", () => {
    const world = mailServer();
    const run = "/service/qmail-smtpd/run";
    output(world, `printf '#!/bin/sh\\nexec env RELAYCLIENT= tcpserver -HR 0 smtp qmail-smtpd\\n' > ${run}`);
    expect(codesFor(world)).toBe("553");
    output(world, "svc -t /service/qmail-smtpd");
    perform(world, { wait: { seconds: 2 } });
    expect(codesFor(world)).toBe("250");
  });
});

describe("mail that can't be delivered for a week", () => {
  test("comes back after 604800 seconds, and says so", () => {
    const world = mailServer();
    send(world, "later@dest.example");
    perform(world, { wait: { seconds: 604_800 } });
    expect(filesIn(world, "joe", "/var/mail")).toEqual([]);
    perform(world, { wait: { seconds: 20_000 } });
    expect(content(world, "joe", "/var/mail/joe@there.example")).toContain(
      "I'm afraid I wasn't able to deliver your message to the following addresses.\n" +
        "This is a permanent error; I've given up. Sorry it didn't work out.\n\n" +
        "<later@dest.example>:\n203.0.113.7 does not like recipient.\nRemote host said: 451 4.2.0 later\n" +
        "Giving up on 203.0.113.7.\n" +
        "I'm not going to try again; this message has been in the queue too long.\n\n" +
        "--- Below this line is a copy of the message.\n\nReturn-Path: <joe@there.example>\n",
    );
    expect(record(world).at(-1)).toBe("end msg 94");
  });
});
