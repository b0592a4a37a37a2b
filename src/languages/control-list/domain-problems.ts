import type { Severity } from "../language.ts";
import { layoutProblems, mended, severalNames, type EntryProblem } from "./problem.ts";

/** What differs between the lists of domains. */
export interface DomainWords {
  /** What comes of an entry that matches nothing, after "so". */
  readonly harm: string;
  /** What is to be done instead of a star. */
  readonly wildcard: string;
  /** What an entry that starts with a dot does; null if it stands for all names below the domain. */
  readonly leadingDot: string | null;
  /** What an address of a client has no business here for. */
  readonly address: string;
}

/** What may be wrong with an entry that is a domain. */
export function domainProblems(words: DomainWords): readonly EntryProblem[] {
  const single = [wildcard(words), AT_SIGN, colon(words), TRAILING_DOT, ...leadingDot(words), NOT_A_NAME];
  return [
    ...layoutProblems({ thing: "name", harm: words.harm }),
    severalNames({
      pattern: /[ \t,;].*/,
      message: `The whole line is one name, so ${words.harm}. Put each name on a line of its own.`,
      mend: (name) => mended(name, single),
    }),
    wildcard(words),
    AT_SIGN,
    {
      id: "address",
      severity: "error",
      pattern: /^[0-9]{1,3}(?:\.[0-9]{1,3}){0,3}\.?(?:[/-][0-9.]*)?$/,
      message: words.address,
      mendings: () => [{ title: "Remove this line, which has no effect", becomes: null }],
    },
    ...single.slice(2),
  ];
}

function wildcard(words: DomainWords): EntryProblem {
  return {
    id: "wildcard",
    severity: "error",
    pattern: /\*\.?/,
    message: `* stands only for itself, so this matches no mail. ${words.wildcard}`,
    mendings: (entry) => {
      const domain = /^\*\.([^*]+)$/.exec(entry)?.[1];
      if (domain === undefined || words.leadingDot !== null) return [];
      return [{ title: `Write .${domain}`, becomes: `.${domain}` }];
    },
  };
}

const AT_SIGN: EntryProblem = {
  id: "at-sign",
  severity: "error",
  pattern: /^.*@/,
  message:
    "Only what comes after the @ of a recipient is compared, so this matches no mail. Write the domain alone.",
  mendings: (entry, [start]) => [
    { title: `Write ${entry.slice(start.length)}`, becomes: entry.slice(start.length) },
  ],
};

function colon({ harm }: DomainWords): EntryProblem {
  return {
    id: "colon",
    severity: "warning",
    pattern: /:.*/,
    message: `The colon and what follows count as part of the name, so ${harm}. Write the domain alone.`,
    mendings: (entry, { index }) => {
      const host = /^[a-z]+:\/\/([^/:]+)/i.exec(entry)?.[1] ?? entry.slice(0, index);
      return host === "" ? [] : [{ title: `Write ${host}`, becomes: host }];
    },
  };
}

const TRAILING_DOT: EntryProblem = {
  id: "trailing-dot",
  severity: "warning",
  pattern: /(?<=[^.])\.$/,
  message:
    "This matches only recipients that are written with a dot at their end, which nobody does. Leave the last dot out.",
  mendings: (entry) => [{ title: "Remove the last dot", becomes: entry.slice(0, -1) }],
};

function leadingDot({ leadingDot: message }: DomainWords): readonly EntryProblem[] {
  if (message === null) return [];
  const severity: Severity = "warning";
  return [
    {
      id: "leading-dot",
      severity,
      pattern: /^\.+/,
      message,
      mendings: (entry, [dots]) =>
        entry === dots
          ? []
          : [{ title: `Write ${entry.slice(dots.length)}`, becomes: entry.slice(dots.length) }],
    },
  ];
}

const INVALID = /[^\p{L}\p{N}._:[\]-]+/u;

const NOT_A_NAME: EntryProblem = {
  id: "not-a-name",
  severity: "warning",
  pattern: INVALID,
  message: "These characters are in no domain name, so this matches no mail that people send.",
  mendings: (entry) => {
    // Quotes around a name, a slash behind it.
    const [first = "", ...rest] = entry.split(new RegExp(INVALID, "gu"));
    const parts = [first, ...rest].filter((part) => part !== "");
    const [name] = parts;
    return name === undefined || parts.length > 1 ? [] : [{ title: `Write ${name}`, becomes: name }];
  },
};
