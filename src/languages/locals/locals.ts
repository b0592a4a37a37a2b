import { controlList, domainParts } from "../control-list/index.ts";
import type { Language } from "../language.ts";

/** control/locals: the domains whose mail is for the users of this host. */
// qmail-1.03 qmail-send.c rewrite: the domain as a whole is looked for, never its end
export const locals: Language = controlList({
  id: "locals",
  reader: "qmail-send",
  entryParts: domainParts,
  meaning: (entry) =>
    `Mail for anyone at ${entry} is delivered to the users of this host, whatever virtualdomains says. Whether it is taken from others is for rcpthosts to say. qmail-send reads this file when it starts, and on HUP.`,
});
