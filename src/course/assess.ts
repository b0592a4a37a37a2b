import { replay, type Action, type World } from "../world/index.ts";
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

/** How a run stands in its lesson. `live` is the world after the run, if the caller has it already. */
export function assess(
  lesson: Lesson,
  actions: readonly Action[],
  live = replay(lesson.start, actions),
): Assessment {
  let copy: World | null = null;
  const worlds: Worlds = { live, scratch: () => (copy ??= replay(lesson.start, actions)) };
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
