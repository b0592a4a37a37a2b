import type { ByteString } from "../../../engine/bytes/index.ts";
import {
  pause,
  type WorldArrival,
  type WorldRunning,
  type WorldSystem,
  type WorldWait,
} from "../../process.ts";
import { linesOf, readOperand } from "./input.ts";
import { readOptions, valuesOf, type OptionLetters } from "../options.ts";
import { complain, exit, printLine } from "../print.ts";
import { Searcher, stepWeight } from "./matching.ts";
import { regularExpression } from "./regular-expression.ts";
import { filesBelow } from "../tree.ts";

/** Exit codes. Source: POSIX.1-2017 XCU grep. */
const exitCodes = { found: 0, notFound: 1, trouble: 2 } as const;

const grepOptions: OptionLetters = {
  flags: "vincqlLEFGxhHwosrR",
  withValue: "efABCm",
  long: {
    "ignore-case": "i",
    "invert-match": "v",
    "line-number": "n",
    count: "c",
    quiet: "q",
    silent: "q",
    recursive: "r",
    regexp: "e",
    "after-context": "A",
    "before-context": "B",
    context: "C",
    "max-count": "m",
  },
};

/** How many lines around each that is found, and how many of those at most. */
interface Bounds {
  readonly before: number;
  readonly after: number;
  readonly most: number;
}

/**
 * grep(1): the lines of files that match any of the expressions. -v those that don't, -i in any case, -n with numbers, -c
 * counted, -r of all files in folders, -A, -B and -C with lines around.
 */
export function* grep(system: WorldSystem): WorldRunning {
  const options = readOptions(
    system.argv.map((word) => word.replace(/^-(\d+)$/, "-C$1")),
    grepOptions,
  );
  const { flags, trouble } = options;
  const paths = [...options.operands];
  const sources = [...valuesOf(options, "e")];
  for (const path of valuesOf(options, "f")) {
    const text = yield* readOperand(system, path);
    if (text === null) return exit(exitCodes.trouble);
    for (const line of linesOf(text)) sources.push(line);
  }
  if (!options.values.has("e") && !options.values.has("f")) sources.push(...paths.splice(0, 1));
  const bounds = boundsOf(options.values);
  const wrong =
    trouble ??
    (typeof bounds === "string" ? bounds : null) ??
    (isAsked(options.values, sources) ? null : "which pattern?");
  if (wrong !== null || typeof bounds === "string") {
    complain(system, wrong ?? "");
    return exit(exitCodes.trouble);
  }
  const syntax = flags.has("F") ? "fixed" : flags.has("E") ? "extended" : "basic";
  const whole = flags.has("x") ? "line" : flags.has("w") ? "words" : null;
  const searchers: Searcher[] = [];
  for (const one of sources.flatMap((source) => source.split("\n"))) {
    const expression = regularExpression(one, { syntax, ignoresCase: flags.has("i"), whole });
    if (typeof expression === "string") {
      complain(system, `${expression}: ${one}`);
      return exit(exitCodes.trouble);
    }
    searchers.push(new Searcher(expression));
  }
  const isRecursive = flags.has("r") || flags.has("R");
  const named = paths.length > 0 ? paths : isRecursive ? ["."] : ["-"];
  const all = isRecursive ? filesBelow(system, named) : named;
  const isNamed = (named.length > 1 || isRecursive || flags.has("H")) && !flags.has("h");
  let isFound = false;
  let isTrouble = false;
  for (const path of all) {
    const quiet = flags.has("s") ? { ...system, write: () => undefined } : system;
    const text = yield* readOperand(quiet, path);
    if (text === null) {
      isTrouble = true;
      continue;
    }
    const name = path === "-" ? "(standard input)" : path.replace(/^\.\//, paths.length > 0 ? "./" : "");
    const found: Searched = yield* searchText(system, text, {
      name,
      isNamed,
      flags,
      bounds,
      searchers,
      isFirst: !isFound,
    });
    isTrouble ||= found.isTrouble;
    isFound ||= found.count > 0;
    if (isFound && flags.has("q")) return exit(exitCodes.found);
  }
  return exit(isTrouble ? exitCodes.trouble : isFound ? exitCodes.found : exitCodes.notFound);
}

/** Whether there's something to search for; an empty file of patterns is, too. */
function isAsked(values: ReadonlyMap<string, ByteString>, sources: readonly ByteString[]): boolean {
  return values.has("f") || sources.length > 0;
}

function boundsOf(values: ReadonlyMap<string, ByteString>): Bounds | string {
  const around = values.get("C") ?? "0";
  const before = values.get("B") ?? around;
  const after = values.get("A") ?? around;
  const most = values.get("m") ?? "999999999";
  const isCount = (text: ByteString): boolean => /^\d{1,9}$/.test(text);
  const bad = [before, after].find((text) => !isCount(text));
  if (bad !== undefined) return `${bad}: invalid context length argument`;
  if (!isCount(most)) return "invalid max count";
  return { before: Number(before), after: Number(after), most: Number(most) };
}

/** What came of one text. */
interface Searched {
  readonly count: number;
  readonly isTrouble: boolean;
}

/** Shows what is found in one text, as the options want it. */
function* searchText(
  system: WorldSystem,
  text: ByteString,
  {
    name,
    isNamed,
    flags,
    bounds,
    searchers,
    isFirst,
  }: {
    readonly name: ByteString;
    readonly isNamed: boolean;
    readonly flags: ReadonlySet<string>;
    readonly bounds: Bounds;
    readonly searchers: readonly Searcher[];
    /** Nothing has been found in another text. */
    readonly isFirst: boolean;
  },
): Generator<WorldWait, Searched, WorldArrival> {
  const isShown = !["c", "q", "l", "L"].some((letter) => flags.has(letter));
  const lines = linesOf(text);
  const show = (index: number, sign: ":" | "-", shown: ByteString): void => {
    const prefix = isNamed ? `${name}${sign}` : "";
    const number = flags.has("n") ? `${index + 1}${sign}` : "";
    printLine(system, `${prefix}${number}${shown}`);
  };
  let count = 0;
  /** Lines that have been shown, or passed by a match. */
  let shownTo = 0;
  let afterTo = 0;
  const showAround = (to: number): void => {
    for (; shownTo < to; shownTo++) show(shownTo, "-", lines[shownTo] ?? "");
  };
  for (const [index, line] of lines.entries()) {
    if (count === bounds.most) break;
    const before = stepsOf(searchers);
    const found = flags.has("o") ? foundIn(line, searchers) : null;
    const isMatch = found === "too complex" ? found : matches(searchers, line);
    if (system.weigh(line.length + (stepsOf(searchers) - before) * stepWeight)) yield pause;
    if (isMatch === "too complex") {
      complain(system, `${name}: line ${index + 1} is too long for this regular expression`);
      return { count, isTrouble: true };
    }
    if (isMatch === flags.has("v")) continue;
    count++;
    if (!isShown) continue;
    if (found !== "too complex" && found !== null) {
      for (const one of flags.has("v") ? [] : found) show(index, ":", one);
      continue;
    }
    showAround(Math.min(afterTo, index));
    const from = Math.max(shownTo, index - bounds.before);
    const isApart = count > 1 ? from > shownTo : !isFirst;
    if (isApart && bounds.before + bounds.after > 0) printLine(system, "--");
    shownTo = from;
    showAround(index);
    show(index, ":", line);
    shownTo = index + 1;
    afterTo = shownTo + bounds.after;
  }
  if (count > 0 && isShown && !flags.has("o")) showAround(Math.min(afterTo, lines.length));
  if (flags.has("c") && !flags.has("q")) printLine(system, `${isNamed ? `${name}:` : ""}${count}`);
  if (flags.has("l") && count > 0) printLine(system, name);
  if (flags.has("L") && count === 0) printLine(system, name);
  return { count, isTrouble: false };
}

function stepsOf(searchers: readonly Searcher[]): number {
  return searchers.reduce((total, { steps }) => total + steps, 0);
}

function matches(searchers: readonly Searcher[], line: ByteString): boolean | "too complex" {
  for (const one of searchers) {
    const found = one.search(line);
    if (found !== null) return found === "too complex" ? found : true;
  }
  return false;
}

/** What the expressions match in a line, from left to right, without what is empty. */
function foundIn(line: ByteString, searchers: readonly Searcher[]): readonly ByteString[] | "too complex" {
  const texts: ByteString[] = [];
  const all = [];
  for (const one of searchers) {
    const found = one.searchAll(line);
    if (found === "too complex") return found;
    for (const { start, end } of found) if (end > start) all.push({ start, end });
  }
  let shownTo = 0;
  for (const { start, end } of all.sort((left, right) => left.start - right.start || right.end - left.end)) {
    if (start < shownTo) continue;
    texts.push(line.slice(start, end));
    shownTo = end;
  }
  return texts;
}
