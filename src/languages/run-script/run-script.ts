import type { Language } from "../language.ts";
import { complete } from "./complete.ts";
import { diagnose } from "./diagnose.ts";
import { hover } from "./hover.ts";
import { tokenize } from "./tokenize.ts";

/** A script that supervise starts a server by. */
export const runScript: Language = {
  id: "run-script",
  name: "Run script",
  tokenize,
  diagnose,
  hover,
  complete,
};
