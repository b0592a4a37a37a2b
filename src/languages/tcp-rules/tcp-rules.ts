import type { Language } from "../language.ts";
import { complete } from "./complete.ts";
import { diagnose } from "./diagnose.ts";
import { hover } from "./hover.ts";
import { tokenize } from "./tokenize.ts";

/** The rules that tcprules compiles for tcpserver. */
export const tcpRules: Language = {
  id: "tcp-rules",
  name: "tcprules rules",
  tokenize,
  diagnose,
  hover,
  complete,
};
