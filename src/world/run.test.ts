import fc from "fast-check";
import { expect, it } from "vitest";
import type { Action } from "./action.ts";
import { perform } from "./perform.ts";
import { begin, replay, type Start } from "./run.ts";
import { screen, smallWorldFile } from "./world.test-kit.ts";
import type { World } from "./world.ts";

const start: Start = {
  world: smallWorldFile("-v -x /etc/r.cdb -l mail.test"),
  files: {
    mail: { "/etc/r": '198.51.100.:allow,RELAYCLIENT=""\n', "/bin/self": "#!/bin/sh\necho $$\nexec self\n" },
  },
  setup: [{ shell: { host: "mail", line: "tcprules /etc/r.cdb /etc/r.tmp < /etc/r" } }],
  opening: [{ shell: { host: "pc", line: "telnet mail.test 25" } }],
};

/** All that there is to see of a world. */
function everything(world: World): unknown {
  return {
    now: world.now,
    consoles: [...world.consoles.values()],
    files: [...world.hosts.values()].map(({ files }) =>
      [...files.nodes].map(([path, node]) => [path, { ...node, origin: null }]),
    ),
    processes: [...world.processes.values()].map(({ id, argv, wait, deadline }) => ({
      id,
      argv,
      wait,
      deadline,
    })),
    connections: [...world.connections.values()],
    traces: [...world.traces.values()],
    next: [world.nextProcessId, world.nextConnectionId, world.nextPort],
  };
}

const host = fc.constantFrom("mail", "pc", "nowhere");
const line = fc.oneof(
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
const action: fc.Arbitrary<Action> = fc.oneof(
  fc.record({ shell: fc.record({ host, line }) }),
  fc.record({ type: fc.record({ host, line }) }),
  fc.record({ key: fc.record({ host, key: fc.constantFrom("C-c" as const, "C-d" as const) }) }),
  fc.record({
    edit: fc.record({ host, file: fc.constantFrom("/etc/r", "/no/x", "/etc", "/bin/self", "x"), text: line }),
  }),
  fc.record({
    smtp: fc.record({
      host,
      to: fc.constantFrom("mail.test", "no"),
      port: fc.constant(25),
      lines: fc.array(line),
    }),
  }),
  fc.record({ wait: fc.record({ seconds: fc.integer({ min: 0, max: 5000 }) }) }),
);

it("gives the same world when it's replayed, whatever was done, and as it was live", () => {
  fc.assert(
    fc.property(fc.array(action, { maxLength: 25 }), (actions) => {
      const begun = begin(start);
      if (begun.kind === "failed") throw new Error(begun.why);
      const done = actions.filter((one) => perform(begun.world, one).kind !== "refused");
      const live = everything(begun.world);
      expect(everything(replay(start, done))).toEqual(live);
      expect(everything(replay(start, actions))).toEqual(live);
    }),
    { numRuns: 150 },
  );
});

it("begins with what the start's opening shows, and nothing of its setup", () => {
  const world = replay(start, []);
  expect([screen(world, "mail"), screen(world, "pc")]).toEqual([
    [],
    [
      "ann@pc:~$ telnet mail.test 25",
      "Trying 192.0.2.25...",
      "Connected to mail.test.",
      "220 mail.test ESMTP",
    ],
  ]);
  expect([...world.traces.values()].map(({ clientHost, replies }) => [clientHost, replies.length])).toEqual([
    ["pc", 1],
  ]);
});

it.each<readonly [string, Partial<Start>, string]>([
  [
    "an action that is refused",
    { setup: [{ shell: { host: "no", line: "ls" } }] },
    `the start can't do {"shell":{"host":"no","line":"ls"}}: there is no host called no in this world`,
  ],
  [
    "an action that never ends",
    { opening: [{ shell: { host: "mail", line: "self" } }] },
    `the start can't do {"shell":{"host":"mail","line":"self"}}: it never ends`,
  ],
  [
    "a file in the place of a folder",
    { files: { pc: { "/bin": "" } } },
    "pc: /bin can't be written: is a directory",
  ],
  [
    "a file below a file",
    { files: { pc: { "/bin/sh/x": "" } } },
    "pc: /bin/sh/x can't be written: not a directory",
  ],
])("can't begin with %s", (_name, differing, why) => {
  expect(begin({ ...start, ...differing })).toEqual({ kind: "failed", why });
  expect(() => replay({ ...start, ...differing }, [])).toThrow(why);
});
