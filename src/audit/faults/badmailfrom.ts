import type { EntryList } from "./entry-list.ts";
import { layoutProblems, severalNames } from "./entry-problem.ts";

const harm = "no sender is refused by it";

// qmail-1.03 qmail-smtpd.c bmfcheck
export const badmailfrom: EntryList = {
  problems: [
    ...layoutProblems(harm),
    severalNames({
      pattern: /[ \t,;].*/,
      message: `The whole line is one sender, so ${harm}; each needs a line of its own.`,
    }),
    {
      id: "entry-odd",
      severity: "warning",
      pattern: /^<.*>?$|>$/,
      message: "The sender is compared without its brackets, so no sender is refused by it.",
      mendings: (entry) => [{ title: "Remove the brackets", becomes: entry.replace(/^<|>$/g, "") }],
    },
    {
      id: "entry-wildcard",
      severity: "warning",
      pattern: /\*/,
      message:
        "* stands only for itself, so no sender is refused by it; all senders of a domain are @domain.",
      mendings: (entry) => {
        const domain = /^\*@?([^*@.][^*@]*)$/.exec(entry)?.[1];
        return domain === undefined ? [] : [{ title: `Write @${domain}`, becomes: `@${domain}` }];
      },
    },
    {
      id: "entry-leading-dot",
      severity: "warning",
      pattern: /(?<=^|@)\.[^@]*$/,
      message:
        "Only whole domains are compared, so no sender is refused by it; names below one need a line each.",
    },
    {
      id: "entry-no-at-sign",
      severity: "warning",
      pattern: /^(?=[^@]+$)[^.]+\..+/,
      message:
        "Without an @ this is a sender that has no domain, which is rare; all senders of a domain are @domain.",
      mendings: (entry) => [{ title: `Write @${entry}`, becomes: `@${entry}` }],
    },
    {
      id: "entry-trailing-dot",
      severity: "warning",
      pattern: /\.$(?<=@.*[^.]\.)/,
      message: "Only senders that are written with a dot at their end are refused by it.",
      mendings: (entry) => [{ title: "Remove the last dot", becomes: entry.slice(0, -1) }],
    },
  ],
  keyOf: (entry) => entry,
  counts: "any",
  emptiness: null,
  harm,
};
