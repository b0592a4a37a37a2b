import { controlList, domainParts, domainProblems } from "../control-list/index.ts";
import type { Language } from "../language.ts";

const harm = "mail for this domain isn't delivered here";

/** control/locals: the domains whose mail is for the users of this host. */
// qmail-1.03 qmail-send.c rewrite: the domain as a whole is looked for, never its end
export const locals: Language = controlList({
  id: "locals",
  reader: "qmail-send",
  entryParts: domainParts,
  problems: domainProblems({
    harm,
    wildcard: "Each domain needs a line of its own here; only virtualdomains takes all names below a domain.",
    leadingDot:
      "locals knows whole names only, so this matches no mail. List each name, or write .domain:user into virtualdomains.",
    address:
      "This is compared with the domain of a recipient, and no domain looks like an address, so this line does nothing.",
  }),
  meaning: (entry) =>
    `Mail for anyone at ${entry} is delivered to the users of this host, whatever virtualdomains says. Whether it is taken from others is for rcpthosts to say. qmail-send reads this file when it starts, and on HUP.`,
  keyOf: (entry) => entry,
  counts: "any",
  emptiness: {
    severity: "info",
    message:
      "No domain is local, not even the one in control/me: all mail is for virtualdomains, or goes to other hosts.",
  },
  harm,
});
