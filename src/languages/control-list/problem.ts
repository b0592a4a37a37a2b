import { withoutLineEnd, type Mending } from "../fixes.ts";
import type { Severity } from "../language.ts";

/** Something that may be wrong with an entry of a list. */
export interface EntryProblem {
  /** Stable name of the problem. */
  readonly id: string;
  readonly severity: Severity;
  /** Finds the part of the entry that is wrong. */
  readonly pattern: RegExp;
  /** What it means for mail, and what to do. */
  readonly message: string;
  /** What the whole entry could become, the likeliest first; none where only its author knows. */
  readonly mendings?: (entry: string, found: RegExpExecArray) => readonly Mending[];
}

/** What may be wrong with the look of any entry, to be looked for first. `harm` is what comes of it, after "so". */
export function layoutProblems({
  thing,
  harm,
}: {
  readonly thing: string;
  readonly harm: string;
}): readonly EntryProblem[] {
  return [
    {
      id: "byte-order-mark",
      severity: "error",
      pattern: /^\ufeff/,
      message: `The file starts with a byte order mark, which counts as part of the first ${thing}, so ${harm}. Save without it.`,
      mendings: (entry) => [{ title: "Remove the byte order mark", becomes: entry.slice(1) }],
    },
    {
      id: "comment-not-first",
      severity: "warning",
      pattern: /^[ \t]+#/,
      message: "A comment needs # in column 1. This line is an entry that matches nothing.",
      mendings: (entry) => [{ title: "Start the comment in column 1", becomes: entry.trimStart() }],
    },
    {
      id: "leading-blank",
      severity: "error",
      pattern: /^[ \t]+/,
      message: `The blank in front counts as part of the ${thing}, so ${harm}. Start in column 1.`,
      mendings: (entry, [blanks]) => [{ title: "Start in column 1", becomes: entry.slice(blanks.length) }],
    },
    {
      id: "remark",
      severity: "error",
      pattern: /[ \t]#.*/,
      message: `The remark counts as part of the ${thing}, so ${harm}. Put it on a line of its own, with # in column 1.`,
      mendings: (entry, { 0: remark, index }) => {
        const before = withoutLineEnd(entry.slice(0, index));
        return [
          { title: "Put the remark on a line of its own", becomes: `${remark.trimStart()}\n${before}` },
          { title: "Remove the remark", becomes: before },
        ];
      },
    },
  ];
}

/** What is wrong with two names in one line. The parts of the line become lines, each mended by `mend`. */
export function severalNames(options: {
  readonly message: string;
  readonly pattern: RegExp;
  readonly mend: (name: string) => string;
}): EntryProblem {
  return {
    id: "several-names",
    severity: "error",
    pattern: options.pattern,
    message: options.message,
    mendings: (entry) => {
      const names = entry.split(/[ \t,;]+/).filter((name) => name !== "");
      const title =
        names.length > 1 ? "Write each name on a line of its own" : "Remove what is behind the name";
      return names.length === 0 ? [] : [{ title, becomes: names.map(options.mend).join("\n") }];
    },
  };
}

/** The entry after the first mending of each of its problems; for parts of an entry that become entries themselves. */
export function mended(entry: string, problems: readonly EntryProblem[]): string {
  let now = entry;
  for (const { pattern, mendings } of problems) {
    const found = pattern.exec(now);
    const becomes = found === null ? null : (mendings?.(now, found)[0]?.becomes ?? null);
    if (becomes !== null && !becomes.includes("\n")) now = becomes;
  }
  return now;
}
