import { layoutProblems, severalNames, type EntryProblem } from "./entry-problem.ts";
import type { Mending } from "./mending.ts";

/** What differs between the lists of domains. */
export interface DomainWords {
  /** What comes of an entry that matches nothing, after "so". */
  readonly harm: string;
  /** What does what a star is meant to. */
  readonly wildcard: string;
  /** What comes of an entry that starts with a dot; null if it stands for all names below the domain. */
  readonly leadingDot: string | null;
  /** What an address of a client has no business here for. */
  readonly address: string;
}

/** What may be wrong with an entry that is a domain. */
export function domainProblems(words: DomainWords): readonly EntryProblem[] {
  const { harm } = words;
  return [
    ...layoutProblems(harm),
    severalNames({
      pattern: /[ \t,;].*/,
      message: `The whole line is one entry, so ${harm}; each domain needs a line of its own.`,
    }),
    wildcard(words),
    {
      id: "entry-at-sign",
      severity: "warning",
      pattern: /^.*@/,
      message: `Only what comes behind the @ of a recipient is looked for, so ${harm}.`,
      mendings: (entry, [start]) => written(entry.slice(start.length)),
    },
    {
      id: "entry-address",
      severity: "warning",
      pattern: /^[0-9]{1,3}(?:\.[0-9]{1,3}){0,3}\.?(?:[/-][0-9.]*)?$/,
      message: words.address,
      mendings: () => [{ title: "Remove this line, which has no effect", becomes: null }],
    },
    {
      id: "entry-odd",
      severity: "warning",
      pattern: /:.*/,
      message: `The colon and what follows are part of the entry, so ${harm}.`,
      mendings: (entry, { index }) =>
        written(/^[a-z]+:\/\/([^/:]+)/i.exec(entry)?.[1] ?? entry.slice(0, index)),
    },
    {
      id: "entry-trailing-dot",
      severity: "warning",
      pattern: /(?<=[^.])\.$/,
      message: "Only recipients that are written with a dot at their end match this, and nobody writes one.",
      mendings: (entry) => [{ title: "Remove the last dot", becomes: entry.slice(0, -1) }],
    },
    ...leadingDot(words),
    {
      id: "entry-odd",
      severity: "warning",
      pattern: INVALID,
      message: `There are characters in it that no domain has, so ${harm}.`,
      mendings: (entry) => {
        // Quotes around a name, a slash behind it.
        const parts = entry.split(new RegExp(INVALID, "gu")).filter((part) => part !== "");
        return parts.length === 1 ? written(parts[0] ?? "") : [];
      },
    },
  ];
}

function wildcard({ wildcard: instead, leadingDot: dot, harm }: DomainWords): EntryProblem {
  return {
    id: "entry-wildcard",
    severity: "warning",
    pattern: /\*\.?/,
    message: `* stands only for itself, so ${harm}; ${instead}.`,
    mendings: (entry) => {
      const domain = /^\*\.([^*]+)$/.exec(entry)?.[1];
      return domain === undefined || dot !== null ? [] : written(`.${domain}`);
    },
  };
}

function leadingDot({ leadingDot: message }: DomainWords): readonly EntryProblem[] {
  if (message === null) return [];
  return [
    {
      id: "entry-leading-dot",
      severity: "warning",
      pattern: /^\.+/,
      message,
      mendings: (entry, [dots]) =>
        written(entry.slice(dots.length)).map((mending) => ({ ...mending, isGuess: true })),
    },
  ];
}

const INVALID = /[^\p{L}\p{N}._:[\]-]+/u;

function written(becomes: string): readonly Mending[] {
  return becomes === "" ? [] : [{ title: `Write ${becomes}`, becomes }];
}
