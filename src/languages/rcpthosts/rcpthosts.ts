import type { Language } from "../language.ts";
import { diagnose } from "./diagnose.ts";
import { hover } from "./hover.ts";
import { tokenize } from "./tokenize.ts";

/** control/rcpthosts: the domains that anybody may send to. */
export const rcpthosts: Language = {
  id: "rcpthosts",
  name: "rcpthosts",
  tokenize,
  diagnose,
  hover,
  complete: () => [],
};

/** control/morercpthosts: more of them, which count once qmail-newmrh has compiled them. */
export const morercpthosts: Language = {
  ...rcpthosts,
  id: "morercpthosts",
  name: "morercpthosts",
  // An empty morercpthosts is as good as none, unlike an empty rcpthosts.
  diagnose: (text) => diagnose(text).filter((diagnostic) => diagnostic.id !== "no-entry"),
};
