import { bytesOf, type ByteString } from "../../../engine/bytes/index.ts";
import { unixErrorText } from "../../files/index.ts";
import { limits } from "../../limits.ts";
import {
  pause,
  type WorldArrival,
  type WorldRunning,
  type WorldSystem,
  type WorldWait,
} from "../../process.ts";
import { readLines } from "./input.ts";
import { readOptions, valuesOf, type OptionLetters } from "../options.ts";
import { complain, exit, printLine } from "../print.ts";
import { Searcher, stepWeight } from "./matching.ts";
import { parseSed, substitute, type Address, type SedCommand } from "./sed-script.ts";

/** Exit codes. Source: GNU sed 4 basicdefs.h. */
const exitCodes = { usage: 1, noInput: 2, panic: 4 } as const;

const sedOptions: OptionLetters = {
  flags: "nEr",
  withValue: "e",
  withSuffix: "i",
  long: { quiet: "n", silent: "n", expression: "e", "regexp-extended": "E", "in-place": "i" },
};

/**
 * sed(1), of its commands p, d, q, = and s, with addresses; -n, -E, any number of -e, and -i, which writes the files anew,
 * and keeps what they were with a suffix.
 */
export function* sed(system: WorldSystem): WorldRunning {
  const options = readOptions(system.argv, sedOptions);
  const { flags, values, trouble } = options;
  const paths = [...options.operands];
  const scripts = values.has("e") ? valuesOf(options, "e") : paths.splice(0, 1);
  if (trouble !== null || scripts.length === 0) {
    complain(system, trouble ?? "which script?");
    return exit(exitCodes.usage);
  }
  const commands: SedCommand[] = [];
  for (const [index, script] of scripts.entries()) {
    const parsed = parseSed(script, flags.has("E") || flags.has("r") ? "extended" : "basic");
    if (typeof parsed === "string") {
      complain(system, `-e expression #${index + 1}: ${parsed}`);
      return exit(exitCodes.usage);
    }
    for (const command of parsed) commands.push(command);
  }
  const isQuiet = flags.has("n");
  const suffix = values.get("i");
  if (suffix === undefined) {
    const texts = yield* readLines(system, paths);
    const printed = yield* edited(system, commands, texts.lines, { isQuiet });
    for (const line of printed.lines) {
      printLine(system, line);
      if (system.weigh(0)) yield pause;
    }
    return exit(printed.code || (texts.isWhole ? 0 : exitCodes.noInput));
  }
  let code = 0;
  for (const path of paths) {
    const texts = yield* readLines(system, [path]);
    if (!texts.isWhole) {
      code ||= exitCodes.noInput;
      continue;
    }
    const printed = yield* edited(system, commands, texts.lines, { isQuiet });
    // What went wrong halfway leaves the file as it was.
    if (printed.code !== 0) return exit(printed.code);
    const text = printed.lines.map((line) => `${line}\n`);
    const backup = suffix === "" ? null : system.rename(path, path + suffix);
    const error = backup ?? system.writeFile(path, bytesOf(text.join("")));
    if (error === null) continue;
    complain(system, `couldn't write ${path}: ${unixErrorText(error)}`);
    code = exitCodes.panic;
  }
  return exit(code);
}

/** The lines that come out, and the exit code. */
function* edited(
  system: WorldSystem,
  commands: readonly SedCommand[],
  lines: readonly ByteString[],
  { isQuiet }: { readonly isQuiet: boolean },
): Generator<WorldWait, { readonly lines: readonly ByteString[]; readonly code: number }, WorldArrival> {
  const printed: ByteString[] = [];
  let bytesTotal = 0;
  const print = (text: ByteString): void => {
    printed.push(text);
    bytesTotal += text.length;
  };
  const active = new Set<SedCommand>();
  for (const [index, line] of lines.entries()) {
    let text = line;
    let fate: "kept" | "deleted" | "last" = "kept";
    let trouble: ByteString | null = null;
    for (const command of commands) {
      const before = stepsOf(command);
      const place = { number: index + 1, isLast: index === lines.length - 1, text };
      const selected = isSelected(command, active, place);
      if (selected === "too complex") trouble = tooComplex;
      else if (selected !== command.isNegated) {
        if (command.what === "s") {
          const replaced = substitute(command.substitution, text);
          if (replaced.kind === "too complex") trouble = tooComplex;
          else if (replaced.kind === "too long") trouble = tooLong;
          else if (replaced.kind === "replaced") {
            text = replaced.text;
            if (command.substitution.isPrinted) print(text);
          }
        } else if (command.what === "p") print(text);
        else if (command.what === "=") print(String(index + 1));
        else fate = command.what === "d" ? "deleted" : "last";
      }
      if (system.weigh(text.length + (stepsOf(command) - before) * stepWeight)) yield pause;
      if (bytesTotal > limits.diskBytesMax) trouble = tooLong;
      if (fate !== "kept" || trouble !== null) break;
    }
    if (trouble !== null) {
      complain(system, `line ${index + 1} ${trouble}`);
      return { lines: printed, code: exitCodes.panic };
    }
    if (fate !== "deleted" && !isQuiet) print(text);
    if (fate === "last") break;
  }
  return { lines: printed, code: 0 };
}

const tooComplex = "is too long for this regular expression";
const tooLong = "becomes too long";

function stepsOf(command: SedCommand): number {
  const searchers = [command.from, command.to, command.what === "s" ? command.substitution.searcher : null];
  return searchers.reduce<number>((total, one) => total + (one instanceof Searcher ? one.steps : 0), 0);
}

interface Place {
  readonly number: number;
  readonly isLast: boolean;
  readonly text: ByteString;
}

function isSelected(command: SedCommand, active: Set<SedCommand>, place: Place): boolean | "too complex" {
  const { from, to } = command;
  if (from === null) return true;
  if (to === null) return isAt(from, place);
  if (active.has(command)) {
    const isEnd = isAt(to, place);
    if (isEnd === "too complex") return isEnd;
    const isPast = typeof to === "number" && place.number > to;
    if (isEnd || isPast) active.delete(command);
    return !isPast;
  }
  const isStart = isAt(from, place);
  if (isStart === true && (typeof to !== "number" || to > place.number)) active.add(command);
  return isStart;
}

function isAt(address: Address, { number, isLast, text }: Place): boolean | "too complex" {
  if (address === "$") return isLast;
  if (typeof address === "number") return address === number;
  const found = address.search(text);
  return found === "too complex" ? found : found !== null;
}
