import type { Note } from "../../engine/trace/index.ts";
import type { TracedReply } from "../../world/index.ts";
import { describe, type Description, type FilesRead } from "./describe.ts";

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
  /** What matters most of it. */
  readonly summary: readonly Description[];
  readonly decisions: readonly Description[];
}

const rulesKinds: ReadonlySet<Note["kind"]> = new Set([
  "rules-file",
  "rule-tried",
  "rule-decided",
  "server-started",
  "access-tried",
  "access-decided",
]);

/**
 * The decisions behind a reply, by its index. The greeting's own are those of the connection's beginning; so are those of a
 * connection that was closed without any reply, which `pending` holds.
 */
export function decisionsOf(
  { replies, pending }: { readonly replies: readonly TracedReply[]; readonly pending: readonly Note[] },
  index: number,
): Decisions {
  const opening = replies[0]?.notes ?? pending;
  const files = filesRead(opening);
  const described = (notes: readonly Note[]) => notes.flatMap((note) => describe(note, files) ?? []);
  const rules = opening.filter(({ kind }) => rulesKinds.has(kind)).toSorted(rulesFileFirst);
  const start = opening.filter(({ kind }) => !rulesKinds.has(kind));
  const own = described(index === 0 ? [] : (replies[index]?.notes ?? []));
  const earlier = [
    { title: "The rules", summary: described(rulesSummary(rules)), decisions: described(rules) },
    {
      title: "The start of qmail-smtpd",
      summary: described(startSummary(start)),
      decisions: described(start),
    },
  ];
  const verdict = own.findLast(({ tone }) => tone !== "neutral") ?? null;
  return {
    verdict,
    own: own.filter((decision) => decision !== verdict),
    earlier: earlier.filter(({ decisions }) => decisions.length > 0),
  };
}

function rulesSummary(notes: readonly Note[]): readonly Note[] {
  const decided =
    notes.findLast(({ kind }) => kind === "rule-decided" || kind === "access-decided") ?? notes.at(-1);
  return decided === undefined ? [] : [decided];
}

function startSummary(notes: readonly Note[]): readonly Note[] {
  return notes.filter(
    (note) =>
      (note.kind === "environment-read" && note.name === "RELAYCLIENT") ||
      (note.kind === "control-read" && note.file.endsWith("/rcpthosts")),
  );
}

function filesRead(opening: readonly Note[]): FilesRead {
  let files: FilesRead = { rcpthosts: null, rules: null, rule: null };
  for (const note of opening) {
    if (note.kind === "control-read" && note.found !== "missing" && note.file.endsWith("/rcpthosts")) {
      files = { ...files, rcpthosts: note.file };
    } else if (note.kind === "rules-file") {
      files = { ...files, rules: files.rules ?? note.file.replace(/\.cdb$/, "") };
    } else if (note.kind === "access-decided" && note.source !== null) {
      files = { ...files, rule: { ...note.source, key: null } };
    } else if (note.kind === "rule-decided" && note.source !== null) {
      files = { ...files, rules: note.source.file, rule: { ...note.source, key: note.key } };
    }
  }
  return files;
}

// tcpserver says that it could read its rules only once it has.
function rulesFileFirst(left: Note, right: Note): number {
  return Number(right.kind === "rules-file") - Number(left.kind === "rules-file");
}
