import type { Mending } from "./mending.ts";

/** `error`: harm is done; `warning`: it doesn't do what it seems to; `info`: good to know. */
export type FaultSeverity = "error" | "warning" | "info";

/**
 * Something about a line that can be told from its file alone. The findings and the editors are made of these, so that
 * both say and mend the same. Lines and columns count from 1, columns in UTF-16 units of what decodeText makes of the bytes.
 */
export interface Fault<Id extends string> {
  readonly id: Id;
  readonly severity: FaultSeverity;
  /** What it means for mail: one sentence. */
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly columnEnd: number;
  /** Whether it's mended by taking the carriage returns from the whole file; it then has no mendings of its own. */
  readonly isLineEnd: boolean;
  /** What the line could become, the likeliest first. Works it out. */
  readonly mendings: () => readonly Mending[];
}

/** What mends a fault without asking anybody: the likeliest mending, unless that's a guess. */
export function meantMending({ mendings }: Pick<Fault<string>, "mendings">): Mending | null {
  const [first] = mendings();
  return first === undefined || first.isGuess === true ? null : first;
}
