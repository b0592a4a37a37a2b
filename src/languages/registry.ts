import { badmailfrom } from "./badmailfrom/index.ts";
import { controlLines } from "./control-line/index.ts";
import type { Language } from "./language.ts";
import { locals } from "./locals/index.ts";
import { percenthack } from "./percenthack/index.ts";
import { plain } from "./plain/index.ts";
import { morercpthosts, rcpthosts } from "./rcpthosts/index.ts";
import { runScript } from "./run-script/index.ts";
import { smtproutes } from "./smtproutes/index.ts";
import { tcpRules } from "./tcp-rules/index.ts";
import { virtualdomains } from "./virtualdomains/index.ts";

// Some of the names are common words, so these count in a folder called control only.
const CONTROL_FILES: ReadonlyMap<string, Language> = new Map<string, Language>([
  ...[locals, virtualdomains, smtproutes, percenthack, badmailfrom].map(
    (language) => [language.name, language] as const,
  ),
  ...controlLines.map((language) => [language.file, language] as const),
]);

/** All languages; each has its own id. */
export const languages: readonly Language[] = [
  tcpRules,
  rcpthosts,
  morercpthosts,
  runScript,
  ...CONTROL_FILES.values(),
  plain,
];

/** The language of the file at `path`, by its name as people keep these files; plain text for any other. */
export function languageOf(path: string): Language {
  const inControl = /(?:^|\/)control\/([^/]+)$/.exec(path)?.[1];
  return (
    PATHS.find(([pattern]) => pattern.test(path))?.[1] ??
    (inControl === undefined ? undefined : CONTROL_FILES.get(inControl)) ??
    plain
  );
}

// A cdb and the file that it is made in are no text.
const PATHS: readonly (readonly [pattern: RegExp, language: Language])[] = [
  [/(?:^|\/)tcp\.(?!.*\.(?:cdb|tmp)$)[^/]+$/, tcpRules],
  [/(?:^|\/)rcpthosts$/, rcpthosts],
  [/(?:^|\/)morercpthosts$/, morercpthosts],
  [/(?:^|\/)run$/, runScript],
];
