import { bytesOf, type ByteString } from "../../../engine/bytes/index.ts";
import type { WorldRunning, WorldSystem } from "../../process.ts";
import { readOptions } from "../options.ts";
import { complain, exit, printLine } from "../print.ts";
import { columns, formatPage } from "./format.ts";
import { entries, findPage, nearNames, pagesAbout } from "./shelf.ts";

/** Exit codes. Source: man-db man(1). */
const exitCodes = { usage: 1, notFound: 16 } as const;

/** man(1): pages of the manual, one after the other. `-k` searches as apropos does, `-f` as whatis. */
export function* man(system: WorldSystem): WorldRunning {
  const { flags, operands, values, trouble } = readOptions(system.argv, { flags: "kf", withValue: "s" });
  if (trouble !== null) {
    complain(system, trouble);
    return exit(exitCodes.usage);
  }
  if (flags.has("k")) return yield* apropos({ ...system, argv: ["apropos", ...operands] });
  if (flags.has("f")) return yield* whatis({ ...system, argv: ["whatis", ...operands] });
  const [first = ""] = operands;
  const isSection = /^[1-9]$/.test(first);
  const names = isSection ? operands.slice(1) : operands;
  const section = isSection ? first : (values.get("s") ?? null);
  if (names.length === 0) {
    system.write(2, linesOf(questionFor(isSection ? first : null)));
    return exit(exitCodes.usage);
  }
  let code = 0;
  let isFirst = true;
  for (const asked of names) {
    // As pages name each other: tcprules(1).
    const [, name = asked, of = null] = /^(.+)\((\d)\)$/.exec(asked) ?? [];
    const page = findPage(name, of ?? section);
    if (page === null) {
      const where = section === null ? "" : ` in section ${section}`;
      system.write(2, linesOf([`No manual entry for ${name}${where}`, ...hints(name, section)]));
      code = exitCodes.notFound;
      continue;
    }
    if (!isFirst) printLine(system, "");
    isFirst = false;
    for (const line of formatPage(page, widthFor(system))) printLine(system, line);
  }
  return exit(code);
}

/** apropos(1): the pages with a word, or one of several, in their name or in what they are. */
export function* apropos(system: WorldSystem): WorldRunning {
  return search(system, (word, name, about) => `${name} ${about}`.toLowerCase().includes(word));
}

/** whatis(1): what the pages of these names are, in a line each. */
export function* whatis(system: WorldSystem): WorldRunning {
  return search(system, (word, name) => name.toLowerCase() === word);
}

function search(
  system: WorldSystem,
  isWanted: (word: string, name: string, about: string) => boolean,
): ReturnType<typeof exit> {
  const { operands: words, trouble } = readOptions(system.argv, { flags: "" });
  if (trouble !== null) {
    complain(system, trouble);
    return exit(exitCodes.usage);
  }
  if (words.length === 0) {
    system.write(2, linesOf([`${system.argv[0] ?? ""} what?`]));
    return exit(exitCodes.usage);
  }
  let code: number = exitCodes.notFound;
  for (const word of words) {
    const found = entries((name, { about }) => isWanted(word.toLowerCase(), name, about));
    for (const line of found) printLine(system, line);
    if (found.length > 0) code = 0;
    else system.write(2, linesOf([`${word}: nothing appropriate.`]));
  }
  return exit(code);
}

function questionFor(section: string | null): readonly string[] {
  if (section !== null) return [`No manual entry for ${section}`];
  return ["What manual page do you want?", "For example, try 'man man'."];
}

/** `Differs:` the original leaves whoever mistyped a name alone. */
function hints(name: ByteString, section: string | null): readonly string[] {
  const elsewhere = section === null ? null : findPage(name, null);
  if (elsewhere !== null) return [`(There is one in section ${elsewhere.section}: man ${name})`];
  const near = nearNames(name);
  const isMistyped = near.some((one) => Math.abs(one.length - name.length) <= 2);
  const about = isMistyped ? [] : pagesAbout(name).filter((one) => !near.includes(one));
  if (near.length > 0 || about.length > 0) {
    const question = near.length === 0 ? [] : [`Did you mean ${near.join(", ")}?`];
    const answer = about.length === 0 ? [] : [`These tell of it: ${about.join(", ")}.`];
    return [`(${[...question, ...answer].join(" ")})`];
  }
  return ["(man -k WORD finds the pages that are about something.)"];
}

/** How many columns the page has: as $MANWIDTH says, if that is a number. */
function widthFor(system: WorldSystem): number {
  const asked = Number(system.environment.get("MANWIDTH") ?? columns.default);
  if (!Number.isInteger(asked)) return columns.default;
  return Math.min(Math.max(asked, columns.min), columns.max);
}

function linesOf(lines: readonly ByteString[]): Uint8Array {
  return bytesOf(lines.map((line) => `${line}\n`).join(""));
}
