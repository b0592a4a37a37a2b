import type { WorldRunning, WorldSystem } from "../../process.ts";
import { linesOf, readOperand } from "./input.ts";
import { readOptions } from "../options.ts";
import { complain, exit, printLine } from "../print.ts";
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
  const alternatives = source
    .split("\n")
    .map((one) => regularExpression(one, { syntax, flags: flags.has("i") ? "i" : "" }));
  const expressions = alternatives.flatMap((one) => (one === null ? [] : [wrap(one, flags)]));
  if (expressions.length < alternatives.length) {
    complain(system, `Invalid regular expression: ${source}`);
    return exit(exitCodes.trouble);
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
      if (expressions.some((one) => one.test(line)) === flags.has("v")) continue;
      count++;
      const number = flags.has("n") ? `${index + 1}:` : "";
      if (/[cqlL]/.test([...flags].join(""))) continue;
      if (!flags.has("o")) printLine(system, `${prefix}${number}${line}`);
      else for (const found of foundIn(line, expressions)) printLine(system, `${prefix}${number}${found}`);
    }
    isFound ||= count > 0;
    if (flags.has("c") && !flags.has("q")) printLine(system, `${prefix}${count}`);
    if (flags.has("l") && count > 0) printLine(system, name);
    if (flags.has("L") && count === 0) printLine(system, name);
  }
  return exit(isTrouble ? exitCodes.trouble : isFound ? exitCodes.found : exitCodes.notFound);
}

function wrap(expression: RegExp, flags: ReadonlySet<string>): RegExp {
  if (flags.has("x")) return new RegExp(`^(?:${expression.source})$`, expression.flags);
  return flags.has("w") ? new RegExp(`\\b(?:${expression.source})\\b`, expression.flags) : expression;
}

function foundIn(line: string, expressions: readonly RegExp[]): readonly string[] {
  return expressions.flatMap((one) =>
    [...line.matchAll(new RegExp(one, `${one.flags}g`))]
      .map(([found]) => found)
      .filter((found) => found !== ""),
  );
}
