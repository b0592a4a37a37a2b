import type { Note } from "../../engine/trace/index.ts";
import type { TracedReply } from "../../world/index.ts";
import { describe, type Description } from "./describe.ts";

/** Why a reply is what it is. */
export interface Decisions {
  /** The decision that settled it; null for a reply that needed none, such as that to NOOP. */
  readonly verdict: Description | null;
  /** All else that was decided for this line, in its order. */
  readonly own: readonly Description[];
  /** What was decided when the connection began, in groups. */
  readonly earlier: readonly DecisionGroup[];
}

export interface DecisionGroup {
  readonly title: string;
  /** The group in one sentence. */
  readonly summary: string;
  readonly decisions: readonly Description[];
}

const rulesKinds: ReadonlySet<Note["kind"]> = new Set(["rules-file", "rule-tried", "rule-decided"]);

/** The decisions behind a reply. The greeting's own are those of the connection's beginning. */
export function decisionsOf(replies: readonly TracedReply[], index: number): Decisions {
  const opening = replies[0]?.notes ?? [];
  const rules = opening.filter(({ kind }) => rulesKinds.has(kind)).toSorted(rulesFileFirst);
  const start = opening.filter(({ kind }) => !rulesKinds.has(kind));
  const own = described(index === 0 ? [] : (replies[index]?.notes ?? []));
  const earlier = [
    { title: "The rules", summary: rulesSummary(rules), decisions: described(rules) },
    { title: "The start of qmail-smtpd", summary: startSummary(start), decisions: described(start) },
  ];
  const verdict = own.findLast(({ tone }) => tone !== "neutral") ?? null;
  return {
    verdict,
    own: own.filter((decision) => decision !== verdict),
    earlier: earlier.filter(({ decisions }) => decisions.length > 0),
  };
}

function rulesSummary(notes: readonly Note[]): string {
  const decided = notes.findLast(({ kind }) => kind === "rule-decided") ?? notes.at(-1);
  return decided === undefined ? "" : (describe(decided)?.text ?? "");
}

function startSummary(notes: readonly Note[]): string {
  const relayclient = notes.find((note) => note.kind === "environment-read" && note.name === "RELAYCLIENT");
  const list = notes.find((note) => note.kind === "control-read" && note.file.endsWith("/rcpthosts"));
  return [relayclient, list]
    .flatMap((note) => (note === undefined ? [] : (describe(note)?.text ?? [])))
    .join(" ");
}

function described(notes: readonly Note[]): readonly Description[] {
  return notes.flatMap((note) => describe(note) ?? []);
}

// tcpserver says that it could read its rules only once it has.
function rulesFileFirst(left: Note, right: Note): number {
  return Number(right.kind === "rules-file") - Number(left.kind === "rules-file");
}
