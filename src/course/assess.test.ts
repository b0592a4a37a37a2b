import { expect, it } from "vitest";
import { createHistory, worldHash } from "../world/index.ts";
import { assess } from "./assess.ts";
import { lessonFiles, lessonOf } from "./course.test-kit.ts";
import type { Check, Mistake } from "./goal.ts";

const { lesson } = lessonOf(lessonFiles);
const there = (path: string): Check => ({ file: { host: "pc", path, is: "there" } });
const mistake = (id: string, ...when: readonly Check[]): Mistake => ({ id, when: [...when], say: id });

it("tells how each goal and invariant stands, by the first check that fails or the last that holds", () => {
  const goals = [
    { id: "good", text: "Good.", step: 1, all: [there("/bin/sh"), there("/bin/ls")] },
    { id: "bad", text: "Bad.", step: 1, all: [there("/bin/sh"), there("/no"), there("/none")] },
  ];
  const assessment = assess({ ...lesson, goals, invariants: [], mistakes: [] }, createHistory(lesson.start));
  expect(assessment).toEqual({
    goals: [
      { id: "good", text: "Good.", ok: true, expected: "/bin/ls: there", actual: "/bin/ls: there" },
      { id: "bad", text: "Bad.", ok: false, expected: "/no: there", actual: "/no: absent" },
    ],
    invariants: [],
    mistake: null,
    isPassed: false,
  });
});

it("is passed by the solution only, with all its invariants", () => {
  const solution = lesson.solution.map(({ action }) => action);
  const open = [...solution, { shell: { host: "mail", line: "rm /var/qmail/control/rcpthosts" } }];
  expect(
    [[], solution, open]
      .map((actions) => assess(lesson, createHistory(lesson.start, actions)))
      .map(({ isPassed }) => isPassed),
  ).toEqual([false, true, false]);
});

it("tells the first mistake of which all is so", () => {
  const mistakes = [
    mistake("half", there("/bin/sh"), there("/no")),
    mistake("first", there("/bin/sh")),
    mistake("second", there("/bin/sh")),
  ];
  expect(assess({ ...lesson, mistakes }, createHistory(lesson.start)).mistake?.id).toBe("first");
});

it("lets no check see what another has sent, and leaves the run as it is", () => {
  const run = createHistory(lesson.start, []);
  const before = worldHash(run.world);
  const forth = assess(lesson, run);
  const back = assess({ ...lesson, goals: lesson.goals.toReversed() }, run);
  expect(back.goals.toReversed()).toEqual(forth.goals);
  expect(worldHash(run.world)).toBe(before);
});
