import type { Delivery, FindingSeverity, Outcome, ServerPart, Summary } from "../../audit/index.ts";
import type { Note } from "../../engine/trace/index.ts";
import type { TracedReply } from "../../world/index.ts";

/** What the page shows of an audit. All of it is text for a person. */
export interface Examination {
  readonly verdict: Summary["verdict"];
  /** The verdict first. */
  readonly sentences: readonly string[];
  readonly assumptions: readonly string[];
  readonly findings: readonly ShownFinding[];
  /** Of all findings, not only of those that are shown. */
  readonly counts: Readonly<Record<FindingSeverity, number>>;
  /** How many findings can be fixed at once. */
  readonly fixable: number;
  /** The text of the rules says something else than the compiled rules that are in force. */
  readonly rulesToCompile: boolean;
}

export interface ShownFinding {
  /** What the auditor knows it by, until it examines again. */
  readonly index: number;
  readonly id: string;
  readonly title: string;
  readonly severity: FindingSeverity;
  /** The path of its file. */
  readonly file: string;
  /** The part that can be opened; null if that file wasn't given. */
  readonly part: ServerPart | null;
  readonly line: number | null;
  readonly column: number | null;
  readonly message: string;
  readonly fix: { readonly title: string; readonly file: string } | null;
  /** What compiling would mend. */
  readonly compiles: Compilable | null;
  /** How many more there are of its kind that aren't shown; of the last shown one only. */
  readonly more: number;
}

/** What can be compiled here as its own program does on the server. */
export type Compilable = "rules" | "morercpthosts";

/** A part of a file before and after a fix, as `diff` shows it. */
export interface Hunk {
  readonly file: string;
  readonly lines: readonly HunkLine[];
}

export interface HunkLine {
  readonly kind: "same" | "removed" | "added" | "left out";
  /** In the file before; of an added line in the file after. Null where it has none. */
  readonly number: number | null;
  readonly text: string;
}

/** What becomes of a mail, and every decision on its way. */
export interface Answer {
  readonly admission: Outcome | null;
  readonly delivery: Delivery;
  readonly replies: readonly TracedReply[];
  /** What was decided before the server hung up without a reply. */
  readonly pending: readonly Note[];
}

/** How what becomes of a mail could be turned round. */
export type Ways =
  /** The mildest first. */
  | { readonly kind: "found"; readonly ways: readonly Way[] }
  | { readonly kind: "impossible"; readonly why: readonly string[] };

/** Edits that turn it round. All of it is text for a person. */
export interface Way {
  /** What the auditor knows it by, until it's asked for ways or examines again. */
  readonly index: number;
  readonly title: string;
  readonly hunks: readonly Hunk[];
  /** What is to be done on the server afterwards. */
  readonly steps: readonly string[];
  /** What else changes, the worst first, as sentences without their full stops. */
  readonly effects: readonly string[];
  readonly effectsLeftOut: number;
  /** It lets strangers relay, or reach domains that aren't this server's. */
  readonly isHarmful: boolean;
}

/** What is otherwise for clients and recipients, as sentences; none: nothing is. */
export interface Comparison {
  readonly words: readonly string[];
  readonly leftOut: number;
}
