import fc from "fast-check";
import { expect, it } from "vitest";
import { perform } from "./perform.ts";
import { action, start } from "./run.test-kit.ts";
import { worldState } from "./world-state.ts";
import { begin, replay, type Start } from "./run.ts";
import { screen } from "../world.test-kit.ts";

it("gives the same world when it's replayed, whatever was done, and as it was live", () => {
  fc.assert(
    fc.property(fc.array(action, { maxLength: 25 }), (actions) => {
      const begun = begin(start);
      if (begun.kind === "failed") throw new Error(begun.why);
      const done = actions.filter((one) => perform(begun.world, one).kind !== "refused");
      const live = worldState(begun.world);
      expect(worldState(replay(start, done))).toEqual(live);
      expect(worldState(replay(start, actions))).toEqual(live);
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
