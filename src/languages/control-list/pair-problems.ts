import { layoutProblems, type EntryProblem } from "./problem.ts";

/** What may be wrong with an entry of the form `key:value`, as far as the lists of these have it in common. */
export function pairProblems(options: {
  readonly harm: string;
  readonly noColon: string;
  /** What an entry without a colon could become. */
  readonly withColon: Required<EntryProblem>["mendings"];
}): readonly EntryProblem[] {
  return [
    ...layoutProblems({ thing: "line", harm: options.harm }),
    {
      id: "no-colon",
      severity: "error",
      pattern: /^[^:]+$/,
      message: options.noColon,
      mendings: options.withColon,
    },
    {
      id: "blank-at-colon",
      severity: "error",
      pattern: /(?<![ \t])[ \t]+:[ \t]*|:[ \t]+/,
      message: `The blanks at the colon count as part of the line, so ${options.harm}. Take them out.`,
      mendings: (entry) => [
        {
          title: "Take the blanks out",
          becomes: `${keyOfPair(entry).trimEnd()}:${entry.slice(keyOfPair(entry).length + 1).trimStart()}`,
        },
      ],
    },
    {
      id: "wildcard",
      severity: "error",
      pattern: /^[^:]*\*\.?/,
      message:
        "* stands only for itself, so this matches no mail. For all names below a domain write .domain, for all domains nothing.",
      mendings: (entry) => {
        const becomes = entry.replace(/^(?:[^:@*]*@)?\*(?=:|\.)/, "");
        return becomes === entry ? [] : [{ title: `Write ${becomes}`, becomes }];
      },
    },
    {
      id: "trailing-dot",
      severity: "warning",
      pattern: /\.(?=:)(?<=^[^:]*[^.:]\.)/,
      message:
        "This matches only recipients whose domain is written with a dot at its end, which nobody does. Leave the dot out.",
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
