import { lowerAscii } from "../../engine/bytes/index.ts";
import { domainProblems } from "./domain-problems.ts";
import type { EntryList } from "./entry-list.ts";

const noMail = "no mail ever matches it";

const recipients: Omit<EntryList, "emptiness"> = {
  problems: domainProblems({
    harm: noMail,
    wildcard: "a dot in front stands for all names below",
    leadingDot: null,
    address:
      "This lists the domains that mail may go to and lets no client send, and no domain looks like an address; to let one relay, set RELAYCLIENT for it in tcp.smtp.",
  }),
  keyOf: (entry) => entry,
  counts: "any",
  harm: noMail,
};

export const rcpthosts: EntryList = {
  ...recipients,
  emptiness: {
    id: "rcpthosts-empty",
    severity: "error",
    message: "It lists no domain, so mail from outside is refused for every domain, those of this host too.",
  },
};

/** An empty morercpthosts is as good as none, unlike an empty rcpthosts. */
export const morercpthosts: EntryList = { ...recipients, emptiness: null };

// qmail-1.03 qmail-send.c rewrite: the domain as a whole is looked for, never its end
export const locals: EntryList = {
  problems: domainProblems({
    harm: noMail,
    wildcard: "each domain needs a line of its own, and only virtualdomains takes all names below one",
    leadingDot:
      "locals knows whole names only, so no mail ever matches this; virtualdomains takes names below a domain, as .domain:user.",
    address:
      "What is looked for is a recipient's domain, and none looks like an address, so this does nothing.",
  }),
  keyOf: (entry) => entry,
  counts: "any",
  emptiness: {
    id: "locals-empty",
    severity: "info",
    message:
      "No domain is local, not even the one in control/me: all mail is for virtualdomains, or goes to other hosts.",
  },
  harm: noMail,
};

// qmail-1.03 qmail-send.c rewrite
export const percenthack: EntryList = {
  problems: [
    ...domainProblems({
      harm: noMail,
      wildcard: "each domain would need a line of its own",
      leadingDot: "percenthack knows whole names only, so no mail ever matches this.",
      address:
        "What is looked for is a recipient's domain, and none looks like an address, so this does nothing.",
    }),
    {
      id: "percent-hack",
      severity: "warning",
      pattern: /^.+$/,
      message:
        "Mail to user%host at this domain is sent on to user@host, and if rcpthosts lists the domain that makes an open relay.",
      mendings: (entry) => [{ title: `Remove ${lowerAscii(entry)}`, becomes: null }],
    },
  ],
  keyOf: (entry) => entry,
  counts: "any",
  emptiness: null,
  harm: noMail,
};
