import type { RuleDiagnostic } from "../../engine/tcprules/index.ts";

export type ProblemId = RuleDiagnostic["problem"]["id"];

/** A line with something wrong, taken apart at its first colon. */
export interface FaultyRule {
  readonly id: ProblemId;
  /** The line without the blanks and carriage returns at its end. */
  readonly written: string;
  /** What stands before the colon; the whole line where there's none. */
  readonly address: string;
  /** The colon and what follows it; "" where there's none. */
  readonly instructions: string;
  /** Offsets of what is wrong, into `written`. */
  readonly from: number;
  readonly to: number;
}
