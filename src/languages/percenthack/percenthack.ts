import { controlList, domainParts } from "../control-list/index.ts";
import type { Language } from "../language.ts";

/** control/percenthack: the domains at which user%host is sent on to user@host. */
// qmail-1.03 qmail-send.c rewrite
export const percenthack: Language = controlList({
  id: "percenthack",
  reader: "qmail-send",
  entryParts: domainParts,
  // The warning that each entry gets says it.
  meaning: null,
});
