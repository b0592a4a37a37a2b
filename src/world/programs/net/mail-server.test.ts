import { describe, expect, it } from "vitest";
import { limits } from "../../limits.ts";
import { filesIn, mailWorld } from "../../mail.test-kit.ts";
import { perform } from "../../runs/perform.ts";
import { playSmtp } from "../../probes/smtp-client.ts";
import { content } from "../../world.test-kit.ts";
import type { World } from "../../world.ts";

const full = "452 4.3.1 Insufficient system storage\r\n";

/** Sends a message to another mail server, for all of these recipients, and tells what each line was answered. */
function sendTo(world: World, ...recipients: readonly string[]): readonly string[] {
  const { turns } = playSmtp(world, {
    from: { address: "198.51.100.77" },
    to: "203.0.113.7",
    port: 25,
    lines: [
      "EHLO x",
      "MAIL FROM:<a@b.example>",
      ...recipients.map((recipient) => `RCPT TO:<${recipient}>`),
      "DATA",
      "Subject: hello",
      "",
      "Hi",
      ".",
      "QUIT",
    ],
  });
  return turns.map(({ received }) => received).filter((text) => text !== "");
}

/** A relay whose disk has room for so many bytes more in the mbox of one recipient. */
function tightWorld(bytesFree: number, box: string): World {
  return relay({ [`/var/mail/${box}`]: "x".repeat(limits.fileBytesMax - bytesFree) });
}

/** A world in which dest passes on mail for anybody, and has these files. */
function relay(files: Readonly<Record<string, string>>): World {
  return mailWorld({ dest: files }, (file) => {
    const { dest } = file.hosts;
    if (dest === undefined) throw new Error("no host dest");
    const mail = { accepts: ["dest.example"], relays: true, startsAfter: 0 };
    return { ...file, hosts: { ...file.hosts, dest: { ...dest, mail } } };
  });
}

it("keeps a message for each of its recipients", () => {
  const world = mailWorld();
  expect(sendTo(world, "one@dest.example", "two@dest.example").at(-2)).toMatch(
    /^250 2\.0\.0 Ok: queued as \d+\r\n$/,
  );
  for (const box of ["one", "two"]) {
    expect(content(world, "dest", `/var/mail/${box}@dest.example`)).toMatch(
      /^From a@b\.example .*\nReturn-Path: <a@b\.example>\nSubject: hello\n\nHi\n\n$/,
    );
  }
});

it("keeps nothing of a message that it has room for some recipients only of, so that none gets it twice", () => {
  const world = tightWorld(10, "two@dest.example");
  const before = content(world, "dest", "/var/mail/two@dest.example");
  const all = ["one@dest.example", "two@dest.example", "joe@there.example"];
  expect(sendTo(world, ...all).at(-2)).toBe(full);
  expect(content(world, "dest", "/var/mail/one@dest.example")).toBe("ENOENT");
  expect(content(world, "dest", "/var/mail/two@dest.example")).toBe(before);
  expect(content(world, "joe", "/var/mail/joe@there.example")).toBe("ENOENT");
});

it("puts back a mailbox that it has added to before it found another one full", () => {
  const world = tightWorld(10, "two@dest.example");
  sendTo(world, "one@dest.example");
  const before = content(world, "dest", "/var/mail/one@dest.example");
  expect(sendTo(world, "one@dest.example", "one@dest.example", "two@dest.example").at(-2)).toBe(full);
  expect(content(world, "dest", "/var/mail/one@dest.example")).toBe(before);
});

describe("a message that is to be passed on", () => {
  /** What a relay answers to a message for a place that nobody answers at, and where it's kept in the end. */
  function relayed(files: Readonly<Record<string, string>>): readonly string[] {
    const world = relay(files);
    const [reply = ""] = sendTo(world, "x@dark.example").slice(-2);
    perform(world, { wait: { seconds: 600 } });
    const isIn = (path: string): boolean =>
      filesIn(world, "dest", path).some((text) => text.includes("Subject: hello"));
    const undelivered = content(world, "dest", "/var/spool/undelivered").includes("Subject: hello");
    return [
      reply.slice(0, 3),
      ...(isIn("/var/spool/outgoing") ? ["outgoing"] : []),
      ...(undelivered ? ["undelivered"] : []),
    ];
  }
  const full = "x".repeat(limits.fileBytesMax);

  it("leaves the spool when it's sent, and is among the undelivered when it can't be", () => {
    expect(relayed({})).toEqual(["250", "undelivered"]);
    const world = relay({});
    sendTo(world, "joe@there.example");
    perform(world, { wait: { seconds: 1 } });
    expect(filesIn(world, "dest", "/var/spool/outgoing")).toEqual([]);
  });

  it("stays where it is if there's no room among the undelivered", () => {
    expect(relayed({ "/var/spool/undelivered": full })).toEqual(["250", "outgoing"]);
  });

  it("isn't taken if there's no room for it", () => {
    expect(relayed({ "/var/spool/outgoing": "a file where the folder should be" })).toEqual(["452"]);
  });
});

it("takes a message for all as soon as there is room", () => {
  const world = tightWorld(10_000, "two@dest.example");
  const all = ["one@dest.example", "two@dest.example", "joe@there.example"];
  expect(sendTo(world, ...all).at(-2)).toMatch(/^250 /);
  const copies = (host: string, box: string) =>
    content(world, host, `/var/mail/${box}`).split("Subject: hello").length - 1;
  expect([
    copies("dest", "one@dest.example"),
    copies("dest", "two@dest.example"),
    copies("joe", "joe@there.example"),
  ]).toEqual([1, 1, 1]);
});
