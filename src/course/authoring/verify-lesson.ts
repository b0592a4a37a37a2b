import { begin, createHistory, perform, replay, type Action, type Start } from "../../world/index.ts";
import { assess, type Assessment, type Standing } from "../assess.ts";
import type { WrongRun } from "../lesson.ts";
import type { CompiledLesson } from "./compile-lesson.ts";

/** One proof about a lesson: what was to be so, and what was found instead if it isn't. */
export interface Proof {
  readonly name: string;
  /** Null if it holds. */
  readonly failure: string | null;
}

/**
 * Proves a lesson: its start can be made, and reaches none of its goals. Its solution can be done, passes, and is told of
 * no mistake. Each wrong run can be done; the first goal that fails, or, if all goals hold, the first invariant, is the
 * one that it names; and the mistake that the learner is told of is the one that it names, or none if it names none.
 */
export function verifyLesson({ lesson, wrongRuns }: CompiledLesson): readonly Proof[] {
  const begun = begin(lesson.start);
  const name = "the start can be made";
  if (begun.kind === "failed") return [{ name, failure: begun.why }];
  const solution = lesson.solution.map(({ action }) => action);
  const solved = assess(lesson, createHistory(lesson.start, solution));
  return [
    { name, failure: null },
    ...assess(lesson, createHistory(lesson.start)).goals.map(({ id, ok, actual }) => ({
      name: `the start doesn't reach the goal ${id}`,
      failure: ok ? `it does: ${actual}` : null,
    })),
    { name: "the solution passes", failure: trouble(lesson.start, solution) ?? failures(solved) },
    {
      name: "no mistake is seen in the solution",
      failure: solved.mistake === null ? null : `the mistake ${solved.mistake.id} is`,
    },
    {
      name: "replaying the solution gives the same consoles",
      failure: replayDiffers(lesson.start, solution),
    },
    ...wrongRuns.map((run) => ({
      name: `the wrong run ${run.name} fails at ${run.fails}`,
      failure:
        trouble(lesson.start, run.actions) ??
        wrongRunFailure(assess(lesson, createHistory(lesson.start, run.actions)), run),
    })),
  ];
}

/** The first action of a run that can't be done, or that never ends; null if there's none. */
function trouble(start: Start, actions: readonly Action[]): string | null {
  const world = replay(start, []);
  for (const [index, action] of actions.entries()) {
    const performed = perform(world, action);
    if (performed.kind === "done") continue;
    return `action ${index + 1}: ${performed.kind === "busy" ? "it never ends" : performed.why}`;
  }
  return null;
}

function failures(assessment: Assessment): string | null {
  const failed = failing(assessment);
  return failed.length === 0
    ? null
    : failed.map(({ id, expected, actual }) => `${id}: wanted ${expected}; saw ${actual}`).join("\n");
}

function wrongRunFailure(assessment: Assessment, run: WrongRun): string | null {
  const failed = failing(assessment).map(({ id }) => id);
  const [first] = failed;
  if (first === undefined) return "it passes";
  if (first !== run.fails) return `what fails is, from the first on: ${failed.join(", ")}`;
  const seen = assessment.mistake?.id ?? null;
  return seen === run.mistake ? null : `the mistake seen is ${seen ?? "none"}, not ${run.mistake ?? "none"}`;
}

function failing({ goals, invariants }: Assessment): readonly Standing[] {
  return [...goals, ...invariants].filter(({ ok }) => !ok);
}

function replayDiffers(start: Start, actions: readonly Action[]): string | null {
  const consoles = () =>
    JSON.stringify([...replay(start, actions).consoles.values()].map(({ entries }) => entries));
  return consoles() === consoles() ? null : "two replays differ";
}
