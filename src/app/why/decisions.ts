import type { Note } from "../../engine/trace/index.ts";
import type { TracedReply } from "../../world/index.ts";
import { describe, type Description } from "./describe.ts";

/** The decisions behind a reply, in groups by when they were taken. */
export interface DecisionGroup {
  readonly title: string;
  readonly decisions: readonly Description[];
}

const rulesKinds: ReadonlySet<Note["kind"]> = new Set(["rules-file", "rule-tried", "rule-decided"]);

/**
 * Why a reply is what it is: what was decided for it, after what was decided when its connection began. The greeting's
 * own decisions are the latter.
 */
export function decisionsOf(replies: readonly TracedReply[], index: number): readonly DecisionGroup[] {
  const opening = replies[0]?.notes ?? [];
  const own = index === 0 ? [] : (replies[index]?.notes ?? []);
  const groups = [
    group("This line", own),
    group(
      "When the connection began: the rules",
      opening.filter(({ kind }) => rulesKinds.has(kind)).toSorted(rulesFileFirst),
    ),
    group(
      "When the connection began: qmail-smtpd starts",
      opening.filter(({ kind }) => !rulesKinds.has(kind)),
    ),
  ];
  return groups.filter(({ decisions }) => decisions.length > 0);
}

function group(title: string, notes: readonly Note[]): DecisionGroup {
  return { title, decisions: notes.flatMap((note) => describe(note) ?? []) };
}

function rulesFileFirst(left: Note, right: Note): number {
  return Number(right.kind === "rules-file") - Number(left.kind === "rules-file");
}
