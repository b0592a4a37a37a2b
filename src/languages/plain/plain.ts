import type { Language } from "../language.ts";
import { tokensOf } from "../tokens.ts";

/** A file that no language here is for: one colour, and nothing to say. */
export const plain: Language = {
  id: "plain",
  name: "Text",
  tokenize: (line) => tokensOf([["text", line]]),
  diagnose: () => [],
  hover: () => null,
  complete: () => [],
};
