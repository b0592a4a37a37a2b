import { replay } from "../../world/index.ts";
import { assess, type Assessment } from "../assess.ts";
import type { CompiledLesson } from "./compile-lesson.ts";

/** One proof about a lesson: what was to be so, and what was found instead if it isn't. */
export interface Proof {
  readonly name: string;
  /** Null if it holds. */
  readonly failure: string | null;
}

/**
 * Proves a lesson: its start fails every goal, its solution passes, and each wrong run fails first where it says that it
 * does, with the mistake recognised that it names.
 */
export function verifyLesson({ lesson, wrongRuns }: CompiledLesson): readonly Proof[] {
  const solution = lesson.solution.map(({ action }) => action);
  const atStart = assess(lesson, []);
  const solved = assess(lesson, solution);
  return [
    ...atStart.goals.map(({ id, ok, actual }) => ({
      name: `the start doesn't reach the goal ${id}`,
      failure: ok ? `it does: ${actual}` : null,
    })),
    { name: "the solution passes", failure: failures(solved) },
    {
      name: "no mistake is seen in the solution",
      failure: solved.mistake === null ? null : `the mistake ${solved.mistake.id} is`,
    },
    { name: "replaying the solution gives the same consoles", failure: replayDiffers(lesson, solution) },
    ...wrongRuns.map((run) => ({
      name: `the wrong run ${run.name} fails at ${run.fails}`,
      failure: wrongRunFailure(assess(lesson, run.actions), run),
    })),
  ];
}

function failures(assessment: Assessment): string | null {
  const failed = [...assessment.goals, ...assessment.invariants].filter(({ ok }) => !ok);
  return failed.length === 0
    ? null
    : failed.map(({ id, expected, actual }) => `${id}: wanted ${expected}; saw ${actual}`).join("\n");
}

function wrongRunFailure(assessment: Assessment, run: CompiledLesson["wrongRuns"][number]): string | null {
  const failed = [...assessment.goals, ...assessment.invariants].filter(({ ok }) => !ok);
  if (failed.length === 0) return "it passes";
  if (!failed.some(({ id }) => id === run.fails)) {
    return `${run.fails} holds; what fails is ${failed.map(({ id }) => id).join(", ")}`;
  }
  const seen = assessment.mistake?.id ?? null;
  return seen === run.mistake ? null : `the mistake seen is ${seen ?? "none"}, not ${run.mistake ?? "none"}`;
}

function replayDiffers(
  lesson: CompiledLesson["lesson"],
  actions: Parameters<typeof replay>[1],
): string | null {
  const consoles = () =>
    JSON.stringify([...replay(lesson.start, actions).consoles.values()].map(({ entries }) => entries));
  return consoles() === consoles() ? null : "two replays differ";
}
