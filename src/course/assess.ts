import type { History } from "../world/index.ts";
import { evaluate, type Finding, type Worlds } from "./check.ts";
import type { Check, Mistake } from "./goal.ts";
import type { Lesson } from "./lesson.ts";

/** How one goal or invariant stands: its finding is the first check that fails, or the last one that holds. */
export interface Standing extends Finding {
  readonly id: string;
  readonly text: string;
}

export interface Assessment {
  readonly goals: readonly Standing[];
  readonly invariants: readonly Standing[];
  /** The first of the lesson's known mistakes that has been made, or null. */
  readonly mistake: Mistake | null;
  /** All goals and invariants hold, and no mistake has been made. */
  readonly isPassed: boolean;
}

/** How a run stands in its lesson, where it is now. The run itself stays as it is. */
export function assess(lesson: Lesson, run: History): Assessment {
  const worlds: Worlds = { live: run.world, scratch: () => run.fork(run.index).world };
  const stand = ({
    id,
    text,
    all,
  }: {
    readonly id: string;
    readonly text: string;
    readonly all: readonly Check[];
  }) => ({
    id,
    text,
    ...worst(all.map((check) => evaluate(check, worlds))),
  });
  const goals = lesson.goals.map(stand);
  const invariants = lesson.invariants.map(stand);
  const isMade = ({ when }: Mistake): boolean => when.every((check) => evaluate(check, worlds).ok);
  const mistake = lesson.mistakes.find(isMade) ?? null;
  return {
    goals,
    invariants,
    mistake,
    isPassed: mistake === null && [...goals, ...invariants].every(({ ok }) => ok),
  };
}

function worst(findings: readonly Finding[]): Finding {
  const finding = findings.find(({ ok }) => !ok) ?? findings.at(-1);
  if (finding === undefined) throw new Error("a goal without a check");
  return finding;
}
