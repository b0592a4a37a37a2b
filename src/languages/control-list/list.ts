import type { Completion, LanguageContext, Position, TokenKind } from "../language.ts";
import type { EntryProblem } from "./problem.ts";

/** What there is to know of a file that control_readfile reads: one entry a line, comments with # in column 1. */
export interface ControlList {
  /** The file's name in control/, which is also the language's. */
  readonly id: string;
  /** The program that reads it. */
  readonly reader: string;
  /** The parts of an entry, for colour: in order, without gaps. Blanks in front and a carriage return are part of it. */
  readonly entryParts: (entry: string) => readonly (readonly [kind: TokenKind, text: string])[];
  /** What may be wrong with an entry. The first that fits says best what its author meant, and is the one that is told. */
  readonly problems: readonly EntryProblem[];
  /** What an entry without problems does; null where each entry has one. */
  readonly meaning: ((entry: string) => string) | null;
  /** What of the entry is looked for: entries with the same key are duplicates, A to Z like a to z. */
  readonly keyOf: (entry: string) => string;
  /** Which of two entries with one key counts: `any` where they can't say different things. */
  readonly counts: "any" | "last";
  /** What it means that there is no entry at all; null where that's nothing to tell. */
  readonly emptiness: Pick<EntryProblem, "severity" | "message"> | null;
  /** What comes of an entry that a carriage return has got into, after "so". */
  readonly harm: string;
  readonly complete?: (text: string, position: Position, context: LanguageContext) => readonly Completion[];
}
