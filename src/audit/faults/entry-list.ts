import type { EntryProblem } from "./entry-problem.ts";

/** What may be wrong in a file that control_readfile reads: one entry a line, comments with # in column 1. */
export interface EntryList {
  /** What may be wrong with an entry. The first that fits says best what its author meant, and is the one that is told. */
  readonly problems: readonly EntryProblem[];
  /** What of the entry is looked for: entries with the same key are duplicates, A to Z like a to z. */
  readonly keyOf: (entry: string) => string;
  /** Which of two entries with one key counts: `any` where they can't say different things. */
  readonly counts: "any" | "last";
  /** What it means that there is no entry at all; null where that's nothing to tell. */
  readonly emptiness: Pick<EntryProblem, "id" | "severity" | "message"> | null;
  /** What comes of an entry that isn't what it seems to be, after "so". */
  readonly harm: string;
}
