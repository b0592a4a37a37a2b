import fc from "fast-check";
import { expect, it } from "vitest";
import type { Action } from "./action.ts";
import { createHistory } from "./history.ts";
import { action, start } from "./run.test-kit.ts";
import { replay } from "./run.ts";
import { worldState } from "./world-state.ts";

const typed: readonly Action[] = [
  "MAIL FROM:<a@b>",
  "RCPT TO:<x@test.example>",
  "echo 1 > /tmp/x",
  "RSET",
].map((line) => ({ type: { host: line.startsWith("echo") ? "mail" : "pc", line } }));

/** A run of so many actions, each of a kind of its own. */
function longRun(length: number): readonly Action[] {
  return Array.from({ length }, (_, index) => typed[index % typed.length] ?? { wait: { seconds: 1 } });
}

it("is at every point what a fresh replay is, whatever was done, sought and done again", () => {
  const step = fc.oneof(
    { weight: 3, arbitrary: action.map((one) => ({ kind: "act" as const, action: one })) },
    fc.record({
      kind: fc.constantFrom("seek" as const, "look" as const, "fork" as const),
      part: fc.double({ min: 0, max: 1, noNaN: true }),
    }),
  );
  const length = fc.constantFrom(0, 3, 270, 600);
  fc.assert(
    fc.property(length, fc.array(step, { maxLength: 12 }), (before, steps) => {
      const history = createHistory(start, longRun(before));
      let expected = [...longRun(before)];
      let index: number = before;
      for (const one of steps) {
        if (one.kind === "act") {
          if (history.act(one.action).kind === "refused") continue;
          expected = [...expected.slice(0, index), one.action];
          index = expected.length;
        } else {
          const point = Math.round(one.part * expected.length);
          if (one.kind === "fork") {
            const fork = history.fork(point);
            expect(fork.actions).toEqual(expected.slice(0, point));
            fork.act({ edit: { host: "mail", file: "/tmp/fork", text: "" } });
            fork.seek(0);
            expect(worldState(fork.seek(point))).toEqual(worldState(replay(start, expected.slice(0, point))));
            continue;
          }
          const world = one.kind === "seek" ? history.seek(point) : history.worldAt(point);
          if (one.kind === "seek") index = point;
          expect(worldState(world)).toEqual(worldState(replay(start, expected.slice(0, point))));
        }
      }
      expect([history.actions, history.length, history.index]).toEqual([expected, expected.length, index]);
      expect(worldState(history.world)).toEqual(worldState(replay(start, expected.slice(0, index))));
    }),
    { numRuns: 60 },
  );
});

it("gives the same world after undo and redo, however often", () => {
  const history = createHistory(start);
  for (const one of longRun(600)) history.act(one);
  const end = worldState(history.world);
  for (let times = 1; times <= 12; times++) {
    expect(worldState(history.seek(600 - times))).toEqual(worldState(replay(start, longRun(600 - times))));
  }
  for (let index = 589; index <= 600; index++) history.seek(index);
  expect(worldState(history.world)).toEqual(end);
});

it("forgets the worlds of what came after, when something else is done there", () => {
  const other: readonly Action[] = Array.from({ length: 60 }, () => ({ wait: { seconds: 3 } }));
  const history = createHistory(start, longRun(100));
  const fork = history.fork(50);
  history.seek(50);
  for (const run of [history, fork]) {
    for (const one of other) run.act(one);
    for (const index of [64, 96, 109, 50]) {
      expect(worldState(run.seek(index))).toEqual(
        worldState(replay(start, [...longRun(50), ...other].slice(0, index))),
      );
    }
  }
});

it("has no point before its start or after its end", () => {
  const history = createHistory(start, longRun(3));
  for (const index of [-1, 4, 1.5]) expect(() => history.seek(index)).toThrow(RangeError);
  expect(history.index).toBe(3);
});
