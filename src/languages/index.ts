export type {
  Completion,
  Diagnostic,
  Hover,
  Language,
  Position,
  Severity,
  Token,
  TokenKind,
} from "./language.ts";
export { languageOf, languages } from "./registry.ts";
