import type { FaultSeverity } from "./fault.ts";
import { withoutLineEnd, type Mending } from "./mending.ts";

/** Which finding a problem of a list's entry is. */
export type EntryFaultId =
  | "rcpthosts-empty"
  | "locals-empty"
  | "percent-hack"
  | "entry-byte-order-mark"
  | "entry-indented-comment"
  | "entry-leading-blank"
  | "entry-remark"
  | "entry-carriage-return"
  | "entry-several"
  | "entry-wildcard"
  | "entry-at-sign"
  | "entry-no-at-sign"
  | "entry-address"
  | "entry-trailing-dot"
  | "entry-leading-dot"
  | "entry-no-colon"
  | "entry-blank-at-colon"
  | "entry-user"
  | "entry-relay"
  | "entry-odd"
  | "entry-duplicate";

/** Something that may be wrong with an entry of a list. */
export interface EntryProblem<Id extends string = EntryFaultId> {
  readonly id: Id;
  readonly severity: FaultSeverity;
  /** Finds the part of the entry that is wrong. */
  readonly pattern: RegExp;
  /** What it means for mail: one sentence. */
  readonly message: string;
  /** What the whole entry could become, the likeliest first; none where only its author knows. */
  readonly mendings?: (entry: string, found: RegExpExecArray) => readonly Mending[];
}

/** What may be wrong with the look of any entry, to be looked for first. `harm` is what comes of it, after "so". */
export function layoutProblems(harm: string): readonly EntryProblem[] {
  return [
    {
      id: "entry-byte-order-mark",
      severity: "warning",
      pattern: /^\ufeff/,
      message: `The file starts with a byte order mark, which becomes part of the first entry, so ${harm}.`,
      mendings: (entry) => [{ title: "Remove the byte order mark", becomes: entry.slice(1) }],
    },
    {
      id: "entry-indented-comment",
      severity: "warning",
      pattern: /^[ \t]+#/,
      message: `A comment has its # in column 1; this is an entry, and ${harm}.`,
      mendings: (entry) => [{ title: "Start the comment in column 1", becomes: entry.trimStart() }],
    },
    {
      id: "entry-leading-blank",
      severity: "warning",
      pattern: /^[ \t]+/,
      message: `The blank in front is part of the entry, so ${harm}.`,
      mendings: (entry, [blanks]) => [{ title: "Start in column 1", becomes: entry.slice(blanks.length) }],
    },
    {
      id: "entry-remark",
      severity: "warning",
      pattern: /[ \t]#.*/,
      message: `The remark is part of the entry, so ${harm}; comments have lines of their own, with # in column 1.`,
      mendings: (entry, { 0: remark, index }) => {
        const before = withoutLineEnd(entry.slice(0, index));
        return [
          { title: "Put the remark on a line of its own", becomes: `${remark.trimStart()}\n${before}` },
          { title: "Remove the remark", becomes: before, isGuess: true },
        ];
      },
    },
  ];
}

/** What is wrong with two names in one line. The parts of the line become lines. */
export function severalNames(options: { readonly message: string; readonly pattern: RegExp }): EntryProblem {
  return {
    id: "entry-several",
    severity: "warning",
    pattern: options.pattern,
    message: options.message,
    mendings: (entry) => {
      const names = entry.split(/[ \t,;]+/).filter((name) => name !== "");
      const title =
        names.length > 1 ? "Write each name on a line of its own" : "Remove what is behind the name";
      return names.length === 0 ? [] : [{ title, becomes: names.join("\n") }];
    },
  };
}
