import fc from "fast-check";
import { expect, it } from "vitest";
import type { Action } from "../runs/action.ts";
import { copyWorld } from "./copy-world.ts";
import { limits } from "../limits.ts";
import { mailWorldFile } from "../mail.test-kit.ts";
import { perform } from "../runs/perform.ts";
import { action, start } from "../runs/run.test-kit.ts";
import { replay, type Start } from "../runs/run.ts";
import { worldHash } from "../runs/world-hash.ts";
import { worldState } from "../runs/world-state.ts";
import { screen, smallWorld, type } from "../world.test-kit.ts";
import type { World } from "../world.ts";

/** Mail is let in from anywhere. */
const mailStart: Start = {
  world: mailWorldFile(),
  files: { mail: { "/etc/tcp.smtp": ':allow,RELAYCLIENT=""\n', "/home/ann/.qmail": "./Mailbox\n" } },
  setup: [{ shell: { host: "mail", line: "tcprules /etc/tcp.smtp.cdb /etc/tcp.smtp.tmp < /etc/tcp.smtp" } }],
  opening: [],
};

function copyOf(world: World): World {
  const copy = copyWorld(world);
  if (copy === null) throw new Error("no copy");
  return copy;
}

it.each([
  ["a server and a PC", start],
  ["servers that send each other mail", mailStart],
])("is what it's a copy of, and becomes what that would have become: %s", (_name, from) => {
  const actions = fc.array(action, { maxLength: 8 });
  fc.assert(
    fc.property(actions, actions, actions, (before, after, other) => {
      const world = replay(from, before);
      const seen = worldState(replay(from, before));
      const copy = copyOf(world);
      const copyOfCopy = copyOf(copy);
      expect(worldState(copy)).toEqual(seen);
      expect(worldState(world)).toEqual(seen);
      for (const one of other) perform(copyOf(world), one);
      for (const one of other) perform(world, one);
      expect(worldState(copy)).toEqual(seen);
      const expected = replay(from, [...before, ...after]);
      for (const one of after) perform(copy, one);
      expect(worldState(copy)).toEqual(worldState(expected));
      for (const one of after) perform(copyOfCopy, one);
      expect(worldHash(copyOfCopy)).toBe(worldHash(expected));
    }),
    { numRuns: 40 },
  );
});

it("is the same when it's copied after each action", () => {
  fc.assert(
    fc.property(fc.array(action, { maxLength: 30 }), (actions) => {
      let world = replay(mailStart, []);
      for (const one of actions) {
        perform(world, one);
        world = copyOf(world);
      }
      expect(worldState(world)).toEqual(worldState(replay(mailStart, actions)));
    }),
    { numRuns: 40 },
  );
});

it("has a session that is in the midst of a message, and a shell with what was typed into it", () => {
  const world = smallWorld();
  type(world, "mail", "x=1", "if [ $x = 1 ]; then", "echo it is");
  type(
    world,
    "pc",
    "telnet mail.test 25",
    "MAIL FROM:<a@b.example>",
    "RCPT TO:<c@test.example>",
    "DATA",
    "one",
  );
  const copy = copyOf(world);
  type(world, "pc", "lost");
  type(copy, "mail", "fi");
  type(copy, "pc", ".", "QUIT");
  expect(screen(copy, "mail").at(-1)).toBe("it is");
  expect(screen(copy, "pc").slice(-4)).toEqual([
    "250 ok 1795510810 qp 1009",
    "QUIT",
    "221 mail.test",
    "Connection closed by foreign host.",
  ]);
});

/** A letter to somebody who is there. */
const letter: Action = {
  smtp: {
    host: "joe",
    to: "192.0.2.25",
    port: 25,
    lines: ["MAIL FROM:<joe@there.example>", "RCPT TO:<ann@ours.example>", "DATA", "Hi", ".", "QUIT"],
  },
};
const onServer = (line: string): Action => ({ type: { host: "mail", line } });

it.each<readonly [string, readonly Action[], readonly Action[]]>([
  ["numbers its deliveries on", [letter, letter], [letter]],
  [
    "reads a file from where it was",
    [onServer("(sleep 5000; cat) < /etc/tcp.smtp")],
    [{ wait: { seconds: 5000 } }],
  ],
  [
    "has the letters of svc that supervise hasn't taken yet",
    [onServer("svc -d /service/qmail-smtpd; svc -u /service/qmail-smtpd; svc -d /service/qmail-smtpd")],
    [{ wait: { seconds: 5 } }, onServer("svstat /service/*")],
  ],
  [
    "stops what Ctrl-C stops",
    [onServer("sh"), onServer("for i in 1; do cat"), onServer("done")],
    [{ key: { host: "mail", key: "C-c" } }, onServer("echo $i")],
  ],
  ["tells a tail what was added", [onServer("tail -f /var/log/qmail/send/current")], [letter]],
])("%s", (_name, before, after) => {
  const world = replay(mailStart, before);
  const [copy, other] = [copyOf(world), copyOf(world)];
  for (const one of after) perform(world, one);
  for (const one of after) perform(copy, one);
  const expected = worldState(replay(mailStart, [...before, ...after]));
  expect(worldState(world)).toEqual(expected);
  expect(worldState(copy)).toEqual(expected);
  expect(worldState(other)).toEqual(worldState(replay(mailStart, before)));
});

it("isn't made of a world where a program has been told too much to be told it again", () => {
  const world = smallWorld();
  const ends: Action = { key: { host: "mail", key: "C-c" } };
  type(world, "mail", "while true; do :; done");
  while (copyWorld(world) !== null) perform(world, { wait: { seconds: 0 } });
  const told = Math.max(...[...world.processes.values()].map(({ journal }) => journal?.length ?? 0));
  expect(told).toBeGreaterThan(limits.journalEntriesMax);
  perform(world, ends);
  expect(copyWorld(world)).not.toBeNull();
});
