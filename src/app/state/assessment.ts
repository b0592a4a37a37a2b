import type { Assessment, LessonText } from "../../course/index.ts";

/** How a run stands of which nothing is known yet. */
export function unjudged({ goals, invariants }: LessonText): Assessment {
  const stand = ({ id, text }: { readonly id: string; readonly text: string }) => ({
    id,
    text,
    ok: false,
    expected: "",
    actual: "",
  });
  return { goals: goals.map(stand), invariants: invariants.map(stand), mistake: null, isPassed: false };
}

export function reachedGoals({ goals }: Assessment): readonly string[] {
  return goals.filter(({ ok }) => ok).map(({ id }) => id);
}
