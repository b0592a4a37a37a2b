import {
  controlList,
  domainParts,
  layoutProblems,
  mended,
  severalNames,
  type EntryProblem,
} from "../control-list/index.ts";
import type { Language, TokenKind } from "../language.ts";

const harm = "no sender is refused by it";

const single: readonly EntryProblem[] = [
  {
    id: "brackets",
    severity: "error",
    pattern: /^<.*>?$|>$/,
    message:
      "The sender is compared without its brackets, so no sender is refused by this line. Leave them out.",
    mendings: (entry) => [{ title: "Remove the brackets", becomes: entry.replace(/^<|>$/g, "") }],
  },
  {
    id: "wildcard",
    severity: "error",
    pattern: /\*/,
    message:
      "* stands only for itself, so no sender is refused by this line. For all of a domain write @domain.",
    mendings: (entry) => {
      const domain = /^\*@?([^*@.][^*@]*)$/.exec(entry)?.[1];
      return domain === undefined ? [] : [{ title: `Write @${domain}`, becomes: `@${domain}` }];
    },
  },
  {
    id: "leading-dot",
    severity: "warning",
    pattern: /(?<=^|@)\.[^@]*$/,
    message:
      "Only whole domains are compared: names below one need a line each, so no sender is refused by this.",
  },
  {
    id: "no-at-sign",
    severity: "warning",
    pattern: /^(?=[^@]+$)[^.]+\..+/,
    message:
      "Without an @ this is a sender that has no domain, which is rare. For all senders of a domain write @domain.",
    mendings: (entry) => [{ title: `Write @${entry}`, becomes: `@${entry}` }],
  },
  {
    id: "trailing-dot",
    severity: "warning",
    pattern: /\.$(?<=@.*[^.]\.)/,
    message: "This refuses only senders that are written with a dot at their end. Leave the last dot out.",
    mendings: (entry) => [{ title: "Remove the last dot", becomes: entry.slice(0, -1) }],
  },
];

/** control/badmailfrom: senders that qmail-smtpd takes nothing from. */
// qmail-1.03 qmail-smtpd.c bmfcheck
export const badmailfrom: Language = controlList({
  id: "badmailfrom",
  reader: "qmail-smtpd",
  entryParts,
  problems: [
    ...layoutProblems({ thing: "sender", harm }),
    severalNames({
      pattern: /[ \t,;].*/,
      message: `The whole line is one sender, so ${harm}. Put each on a line of its own.`,
      mend: (name) => mended(name, single),
    }),
    ...single,
  ],
  meaning: (entry) =>
    `Recipients of mail from ${entry.startsWith("@") ? `any sender at ${entry.slice(1)}` : `the sender ${entry}`} are refused with 553, those of clients that may relay too. Senders are easily forged, so this keeps nobody out who wants in.`,
  keyOf: (entry) => entry,
  counts: "any",
  emptiness: null,
  harm,
});

function entryParts(entry: string): (readonly [kind: TokenKind, text: string])[] {
  const at = entry.lastIndexOf("@");
  return [
    ["variable", entry.slice(0, Math.max(at, 0))],
    ["punctuation", at === -1 ? "" : "@"],
    ...domainParts(entry.slice(at + 1)),
  ];
}
