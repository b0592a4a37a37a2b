import { controlList, domainParts, type ControlList } from "../control-list/index.ts";
import type { Language } from "../language.ts";

const list: ControlList = {
  id: "rcpthosts",
  reader: "qmail-smtpd",
  entryParts: domainParts,
  meaning: (entry) =>
    entry.startsWith(".")
      ? `Mail for every name that ends with ${entry} is accepted from anybody. ${entry.slice(1)} itself is not among them: list it without the dot.`
      : `Mail for anyone at ${entry} is accepted from anybody. Names below it are not: list .${entry} for those.`,
};

/** control/rcpthosts: the domains that anybody may send to. */
export const rcpthosts: Language = controlList(list);

/** control/morercpthosts: more of them, which count once qmail-newmrh has compiled them. */
export const morercpthosts: Language = controlList({
  ...list,
  id: "morercpthosts",
  reader: "qmail-newmrh",
});
