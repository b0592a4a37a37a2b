import { controlList, domainParts, domainProblems } from "../control-list/index.ts";
import type { Language } from "../language.ts";

const harm = "mail for this domain is no matter of the percent hack";

/** control/percenthack: the domains at which user%host is sent on to user@host. */
// qmail-1.03 qmail-send.c rewrite
export const percenthack: Language = controlList({
  id: "percenthack",
  reader: "qmail-send",
  entryParts: domainParts,
  problems: [
    ...domainProblems({
      harm,
      wildcard: "Each domain would need a line of its own here.",
      leadingDot: "percenthack knows whole names only, so this matches no mail.",
      address:
        "This is compared with the domain of a recipient, and no domain looks like an address, so this line does nothing.",
    }),
    {
      id: "percent-hack",
      severity: "warning",
      pattern: /^.+$/,
      message:
        "Mail to user%host at this domain is sent on to user@host. If rcpthosts lists the domain, anybody can relay through you in this way. Remove the line unless you know who needs it, and restart qmail-send.",
      mendings: () => [{ title: "Remove this line", becomes: null }],
    },
  ],
  // The warning that each entry gets says it.
  meaning: null,
  keyOf: (entry) => entry,
  counts: "any",
  emptiness: null,
  harm,
});
