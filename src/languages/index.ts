export { changeBetween } from "./change.ts";
export { applyFix } from "./fixes.ts";
export { foldsOf } from "./folds.ts";
export type {
  Completion,
  Diagnostic,
  Fix,
  Hover,
  KnownHost,
  Language,
  LanguageContext,
  Position,
  Severity,
  TextEdit,
  Token,
  TokenKind,
} from "./language.ts";
export { languageOf, languages } from "./registry.ts";
