import type { ByteString } from "../../../engine/bytes/index.ts";
import { limits } from "../../limits.ts";
import { pause, type WorldRunning, type WorldSystem } from "../../process.ts";
import { runProgram } from "../base/running.ts";
import { readOptions } from "../options.ts";
import { complain, exit } from "../print.ts";
import { bytesOf } from "../../../engine/bytes/index.ts";
import { linesOf, readOperand } from "./input.ts";

/** Exit codes. Source: findutils-4.9 xargs(1). */
const exitCodes = { trouble: 1, someFailed: 123, toldToStop: 124, notFound: 127 } as const;

/** xargs(1): a command with words of standard input behind it; -n so many at a time, -I once for each line, in the place of a word. */
export function* xargs(system: WorldSystem): WorldRunning {
  const { flags, values, operands, trouble } = readOptions(system.argv, {
    flags: "0rt",
    withValue: "nI",
    long: { null: "0", "no-run-if-empty": "r", verbose: "t", "max-args": "n", replace: "I" },
    until: "first operand",
  });
  const most = values.get("n");
  const place = values.get("I");
  const wrong =
    trouble ??
    (most === undefined || /^[1-9]\d{0,6}$/.test(most) ? null : `invalid number "${most}" for -n option`);
  if (wrong !== null) {
    complain(system, wrong);
    return exit(exitCodes.trouble);
  }
  const text = (yield* readOperand(system, "-")) ?? "";
  const words = flags.has("0") ? text.split("\0").filter((word) => word !== "") : wordsOf(text, place);
  if (words === null) {
    complain(
      system,
      "unmatched single or double quote; by default quotes are special to xargs unless you use the -0 option",
    );
    return exit(exitCodes.trouble);
  }
  const command = operands.length === 0 ? ["echo"] : operands;
  let code = 0;
  for (const argv of commands(command, words, { most: Number(most ?? Infinity), place })) {
    if (words.length === 0 && flags.has("r")) break;
    if (flags.has("t")) system.write(2, bytesOf(`${argv.join(" ")}\n`));
    const status = yield* runProgram(system, argv);
    if (status === exitCodes.notFound) return exit(exitCodes.notFound);
    if (status === 255) {
      complain(system, `${argv[0] ?? ""}: exited with status 255; aborting`);
      return exit(exitCodes.toldToStop);
    }
    if (status !== 0) code = exitCodes.someFailed;
    if (system.weigh(0)) yield pause;
  }
  return exit(code);
}

/** The words of a text, in which quotes and backslashes keep blanks; or, to be put in a place, its lines. Null: a quote is open. */
function wordsOf(text: ByteString, place: ByteString | undefined): readonly ByteString[] | null {
  if (place !== undefined)
    return linesOf(text)
      .map((line) => line.replace(/^[ \t]+/, ""))
      .filter((line) => line !== "");
  const words: ByteString[] = [];
  for (const line of linesOf(text)) {
    for (const [word] of line.matchAll(/(?:"[^"]*"|'[^']*'|\\[^]|[^ \t\\])+/g)) {
      if (/^(?:"[^"]*"|'[^']*'|\\[^]|[^"'\\])*$/.test(word))
        words.push(word.replace(/"([^"]*)"|'([^']*)'|\\([^])/g, (_, ...parts) => parts.slice(0, 3).join("")));
      else return null;
    }
  }
  return words;
}

/** Each command that is to be run. Without any words it's one. */
function* commands(
  command: readonly ByteString[],
  words: readonly ByteString[],
  { most, place }: { readonly most: number; readonly place: ByteString | undefined },
): Generator<readonly ByteString[], void> {
  if (place !== undefined) {
    for (const word of words) yield command.map((one) => one.replaceAll(place, () => word));
    return;
  }
  let some: ByteString[] = [];
  let bytes = 0;
  for (const word of words) {
    if (some.length === most || bytes + word.length + 1 > limits.commandBytesMax / 2) {
      yield [...command, ...some];
      some = [];
      bytes = 0;
    }
    some.push(word);
    bytes += word.length + 1;
  }
  if (some.length > 0 || words.length === 0) yield [...command, ...some];
}
