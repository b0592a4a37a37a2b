import type { Language } from "./language.ts";
import { plain } from "./plain/index.ts";
import { morercpthosts, rcpthosts } from "./rcpthosts/index.ts";
import { tcpRules } from "./tcp-rules/index.ts";

/** All languages; each has its own id. */
export const languages: readonly Language[] = [tcpRules, rcpthosts, morercpthosts, plain];

/** The language of the file at `path`, by its name as people keep these files; plain text for any other. */
export function languageOf(path: string): Language {
  return PATHS.find(([pattern]) => pattern.test(path))?.[1] ?? plain;
}

// A cdb and the file that it is made in are no text.
const PATHS: readonly (readonly [pattern: RegExp, language: Language])[] = [
  [/(?:^|\/)tcp\.(?!.*\.(?:cdb|tmp)$)[^/]+$/, tcpRules],
  [/(?:^|\/)rcpthosts$/, rcpthosts],
  [/(?:^|\/)morercpthosts$/, morercpthosts],
];
