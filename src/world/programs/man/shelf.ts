import { pages } from "virtual:man-pages";
import { closest } from "../closest.ts";
import { parsePage, type ManPage } from "./page.ts";

/** All pages, by name and section. */
export const shelf: readonly ManPage[] = Object.entries(pages).map(([fileName, text]) =>
  parsePage(fileName, text),
);

/** The page of a name: the one of a section, or the first that there is; null if there's none. Case is ignored. */
export function findPage(name: string, section: string | null): ManPage | null {
  const wanted = name.toLowerCase();
  const found = shelf.filter(
    (page) =>
      page.names.some((one) => one.toLowerCase() === wanted) &&
      (section === null || page.section === section),
  );
  return found.toSorted((left, right) => Number(left.section) - Number(right.section))[0] ?? null;
}

/** Names of pages, at most a few, that whoever asked for `name` may have meant. */
export function nearNames(name: string): readonly string[] {
  const wanted = name.toLowerCase();
  const names = shelf.flatMap((page) => page.names);
  const near = closest(wanted, names);
  const around = names.filter(
    (one) => wanted.length > 2 && (one.toLowerCase().includes(wanted) || wanted === `${one}s`),
  );
  return [...new Set(near === null ? around : [near, ...around])].slice(0, 4);
}

/** The names of the pages, at most a few, that have a word the most often in their text: at least twice. */
export function pagesAbout(word: string): readonly string[] {
  const wanted = word.toLowerCase();
  if (wanted.length < 4) return [];
  return shelf
    .map(({ names, about, parts }) => ({
      name: names[0] ?? "",
      count: `${about} ${JSON.stringify(parts)}`.toLowerCase().split(wanted).length - 1,
    }))
    .filter(({ count }) => count > 1)
    .sort((one, other) => other.count - one.count)
    .slice(0, 4)
    .map(({ name }) => name);
}

/** Each name whose page is told of by `isWanted`, with its section and what it is, as whatis shows it; sorted. */
export function entries(isWanted: (name: string, page: ManPage) => boolean): readonly string[] {
  return shelf
    .flatMap((page) =>
      page.names
        .filter((name) => isWanted(name, page))
        .map((name) => `${`${name} (${page.section})`.padEnd(22)} - ${page.about}`),
    )
    .sort();
}

/** What Tab may complete behind each command: the options, and other words, that its page has as items. */
export function wordsOfCommands(): Readonly<Record<string, readonly string[]>> {
  const words = new Map<string, readonly string[]>();
  for (const { names, section, parts } of shelf) {
    if (section !== "1" && section !== "8") continue;
    const terms = parts
      .filter(({ heading }) => heading === "OPTIONS" || heading === "COMMANDS")
      .flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === "item" ? [block.term] : [])))
      .flatMap((term) => term.split(", "))
      .map((term) => term.split(" ")[0] ?? "");
    if (terms.length > 0) for (const name of names) words.set(name, terms);
  }
  const pageNames = [...new Set(shelf.flatMap(({ names }) => names))].sort();
  for (const name of ["man", "whatis"]) words.set(name, [...(words.get(name) ?? []), ...pageNames]);
  return Object.fromEntries(words);
}
