import { expect, it, test } from "vitest";
import { sendProbe, type Fate } from "./fate.ts";
import { mailWorld } from "../mail.test-kit.ts";
import type { World } from "../world.ts";

function fateOf(world: World, recipient: string, sender = "joe@there.example"): Fate {
  return sendProbe(world, { from: "198.51.100.66", sender, recipient, to: "192.0.2.25", port: 25 });
}

function wordsOf({ refusal, places, departures }: Fate): string {
  const copies = places.map(({ where, as, host }) => `${as} in ${where} of ${host}`);
  const ways = departures.map(({ host, to, port }) => `${host} to ${to}:${port}`);
  return [...(refusal === null ? [] : [refusal]), ...copies, ...ways].join("; ");
}

const files = {
  "/var/qmail/control/percenthack": "ours.example\n",
  "/home/ann/.qmail-void": "# nowhere\n",
  "/home/ann/.qmail-both": "./Maildir/\n&bob@ours.example\n&x@dest.example\n",
  "/home/ann/.qmail-pipe": "|nc 203.0.113.7 25 > /dev/null\n",
  "/home/ann/.qmail-self": "|cat > /dev/null\n",
};

test.each<[recipient: string, sender: string, fate: string]>([
  ["ann@ours.example", "joe@there.example", "message in mailbox of mail"],
  ["nobody@ours.example", "joe@there.example", "bounce in mailbox of joe; mail to joe:25"],
  ["nobody@ours.example", "bob@ours.example", "bounce in mailbox of mail"],
  ["p@partner.example", "joe@there.example", "message in queue of mail"],
  [
    "x@elsewhere.example",
    "joe@there.example",
    "553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)",
  ],
  ["x%dest.example@ours.example", "joe@there.example", "message in mailbox of dest; mail to dest:25"],
  ["nobody%dest.example@ours.example", "bob@ours.example", "bounce in mailbox of mail"],
  ["later%dest.example@ours.example", "joe@there.example", "message in queue of mail"],
  ["ann-void@ours.example", "joe@there.example", ""],
  ["ann-self@ours.example", "joe@there.example", ""],
  [
    "ann-both@ours.example",
    "joe@there.example",
    "message in mailbox of mail; message in mailbox of mail; message in mailbox of dest; mail to dest:25",
  ],
  ["ann-pipe@ours.example", "joe@there.example", "message in queue of mail; mail to dest:25"],
])("a message to %s from <%s> ends as %j", (recipient, sender, expected) => {
  const world = mailWorld({ mail: files });
  expect(wordsOf(fateOf(world, recipient, sender))).toBe(expected);
});

it("counts what a relay passes on only as carried to that relay", () => {
  const routes = { "/var/qmail/control/smtproutes": "there.example:[203.0.113.7]\n" };
  const world = mailWorld({ mail: { ...files, ...routes } }, (file) => {
    const { dest } = file.hosts;
    if (dest === undefined) throw new Error("no host dest");
    const relay = { ...dest, mail: { accepts: [], relays: true, startsAfter: 0 } };
    return { ...file, hosts: { ...file.hosts, dest: relay } };
  });
  const fate = fateOf(world, "joe%there.example@ours.example");
  expect(wordsOf(fate)).toBe("message in mailbox of joe; mail to dest:25");
});

it("takes a log that shows a message for no copy of it", () => {
  const run =
    "#!/bin/sh\nexec tcpserver -H -R -l 0 0 smtp recordio qmail-smtpd 2>> /var/log/qmail/smtp-record\n";
  const world = mailWorld({ mail: { ...files, "/service/qmail-smtpd/run": run } });
  expect(wordsOf(fateOf(world, "ann@ours.example"))).toBe("message in mailbox of mail");
  expect(wordsOf(fateOf(world, "ann-void@ours.example"))).toBe("");
});

it.each([
  ["refused", "10.0.0.1", "no answer at all"],
  ["refused", "192.0.2.25", "connection refused"],
])("tells of a message that was %s since %s can't be called", (_how, to, refusal) => {
  const world = mailWorld({ mail: { "/service/qmail-smtpd/down": "" } });
  const letter = { from: "198.51.100.66", sender: "a@b", recipient: "x@ours.example" };
  expect(sendProbe(world, { ...letter, to, port: 25 })).toEqual({ refusal, places: [], departures: [] });
});

it("finds every copy in a file that holds several", () => {
  const world = mailWorld({ mail: { "/home/ann/.qmail-two": "./box\n./box\n" } });
  expect(wordsOf(fateOf(world, "ann-two@ours.example"))).toBe(
    "message in mailbox of mail; message in mailbox of mail",
  );
});
