import { controlList, domainParts, domainProblems, type ControlList } from "../control-list/index.ts";
import type { Language } from "../language.ts";

const harm = "mail for this domain is refused";

const list: ControlList = {
  id: "rcpthosts",
  reader: "qmail-smtpd",
  entryParts: domainParts,
  problems: domainProblems({
    harm,
    wildcard: "For all names below a domain write .domain, with a dot in front.",
    leadingDot: null,
    address:
      "rcpthosts lists domains that mail may go to, not clients that may send. To let an address relay, set RELAYCLIENT for it in tcp.smtp.",
  }),
  meaning: (entry) =>
    entry.startsWith(".")
      ? `Mail for every name that ends with ${entry} is accepted from anybody. ${entry.slice(1)} itself is not among them: list it without the dot.`
      : `Mail for anyone at ${entry} is accepted from anybody. Names below it are not: list .${entry} for those.`,
  keyOf: (entry) => entry,
  counts: "any",
  emptiness: {
    severity: "warning",
    message: "No domain is listed, so mail from strangers is refused for every domain, your own too.",
  },
  harm,
};

/** control/rcpthosts: the domains that anybody may send to. */
export const rcpthosts: Language = controlList(list);

/** control/morercpthosts: more of them, which count once qmail-newmrh has compiled them. */
export const morercpthosts: Language = controlList({
  ...list,
  id: "morercpthosts",
  reader: "qmail-newmrh",
  // An empty morercpthosts is as good as none, unlike an empty rcpthosts.
  emptiness: null,
});
