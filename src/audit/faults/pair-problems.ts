import { layoutProblems, type EntryProblem } from "./entry-problem.ts";

/** What may be wrong with an entry of the form `key:value`, as far as the lists of these have it in common. */
export function pairProblems(options: {
  readonly harm: string;
  readonly noColon: string;
  /** What an entry without a colon could become. */
  readonly withColon: Required<EntryProblem>["mendings"];
}): readonly EntryProblem[] {
  return [
    ...layoutProblems(options.harm),
    {
      id: "entry-no-colon",
      severity: "warning",
      pattern: /^[^:]+$/,
      message: options.noColon,
      mendings: options.withColon,
    },
    {
      id: "entry-blank-at-colon",
      severity: "warning",
      pattern: /(?<![ \t])[ \t]+:[ \t]*|:[ \t]+/,
      message: `The blanks at the colon are part of the entry, so ${options.harm}.`,
      mendings: (entry) => [
        {
          title: "Take the blanks out",
          becomes: `${keyOfPair(entry).trimEnd()}:${entry.slice(keyOfPair(entry).length + 1).trimStart()}`,
        },
      ],
    },
    {
      id: "entry-wildcard",
      severity: "warning",
      pattern: /^[^:]*\*\.?/,
      message: `* stands only for itself, so ${options.harm}; .domain is for all names below one, and nothing in front of the colon for all domains.`,
      mendings: (entry) => {
        const becomes = entry.replace(/^(?:[^:@*]*@)?\*(?=:|\.)/, "");
        return becomes === entry ? [] : [{ title: `Write ${becomes}`, becomes }];
      },
    },
    {
      id: "entry-trailing-dot",
      severity: "warning",
      pattern: /\.(?=:)(?<=^[^:]*[^.:]\.)/,
      message: "Only recipients that are written with a dot at their end match this, and nobody writes one.",
      mendings: (entry, { index }) => [
        { title: "Remove the dot before the colon", becomes: entry.slice(0, index) + entry.slice(index + 1) },
      ],
    },
  ];
}

/** The key of `key:value`; an entry without a colon is all key. */
export function keyOfPair(entry: string): string {
  const colon = entry.indexOf(":");
  return colon === -1 ? entry : entry.slice(0, colon);
}
