import type { ByteString } from "../../../engine/bytes/index.ts";
import { pause, type WorldRunning, type WorldSystem } from "../../process.ts";
import { linesOf, readOperand } from "./input.ts";
import { readOptions } from "../options.ts";
import { complain, exit, printLine } from "../print.ts";
import { Searcher, stepWeight } from "./matching.ts";
import { regularExpression } from "./regular-expression.ts";

/** Exit codes. Source: POSIX.1-2017 XCU grep. */
const exitCodes = { found: 0, notFound: 1, trouble: 2 } as const;

/** grep(1): the lines of files that match. -v those that don't, -i in any case, -n with numbers, -c counted. */
export function* grep(system: WorldSystem): WorldRunning {
  const { flags, values, operands, trouble } = readOptions(system.argv, {
    flags: "vincqlLEFxhHwosr",
    withValue: "e",
  });
  const paths = [...operands];
  const source = values.get("e") ?? paths.shift();
  if (trouble !== null || source === undefined) {
    complain(system, trouble ?? "which pattern?");
    return exit(exitCodes.trouble);
  }
  const syntax = flags.has("F") ? "fixed" : flags.has("E") ? "extended" : "basic";
  const whole = flags.has("x") ? "line" : flags.has("w") ? "words" : null;
  const searchers: Searcher[] = [];
  for (const one of source.split("\n")) {
    const expression = regularExpression(one, { syntax, ignoresCase: flags.has("i"), whole });
    if (typeof expression === "string") {
      complain(system, `${expression}: ${source}`);
      return exit(exitCodes.trouble);
    }
    searchers.push(new Searcher(expression));
  }
  const all = paths.length === 0 ? ["-"] : paths;
  const isNamed = (all.length > 1 || flags.has("H")) && !flags.has("h");
  let isFound = false;
  let isTrouble = false;
  for (const path of all) {
    const text = yield* readOperand(system, path);
    if (text === null) {
      isTrouble = true;
      continue;
    }
    const name = path === "-" ? "(standard input)" : path;
    const prefix = isNamed ? `${name}:` : "";
    let count = 0;
    for (const [index, line] of linesOf(text).entries()) {
      const before = stepsOf(searchers);
      const found = flags.has("o") ? foundIn(line, searchers) : null;
      const isMatch = found === "too complex" ? found : matches(searchers, line);
      if (system.weigh(line.length + (stepsOf(searchers) - before) * stepWeight)) yield pause;
      if (isMatch === "too complex") {
        complain(system, `${name}: line ${index + 1} is too long for this regular expression`);
        isTrouble = true;
        break;
      }
      if (isMatch === flags.has("v")) continue;
      count++;
      const number = flags.has("n") ? `${index + 1}:` : "";
      if (/[cqlL]/.test([...flags].join(""))) continue;
      for (const text of found === "too complex" || found === null ? [line] : found)
        printLine(system, `${prefix}${number}${text}`);
    }
    isFound ||= count > 0;
    if (flags.has("c") && !flags.has("q")) printLine(system, `${prefix}${count}`);
    if (flags.has("l") && count > 0) printLine(system, name);
    if (flags.has("L") && count === 0) printLine(system, name);
  }
  return exit(isTrouble ? exitCodes.trouble : isFound ? exitCodes.found : exitCodes.notFound);
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

/** What the expressions match in a line, without what is empty. */
function foundIn(line: ByteString, searchers: readonly Searcher[]): readonly ByteString[] | "too complex" {
  const texts: ByteString[] = [];
  for (const one of searchers) {
    const all = one.searchAll(line);
    if (all === "too complex") return all;
    for (const { start, end } of all) if (end > start) texts.push(line.slice(start, end));
  }
  return texts;
}
