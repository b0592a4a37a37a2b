import type { ByteString } from "../../../engine/bytes/index.ts";
import { pause, type WorldRunning, type WorldSystem } from "../../process.ts";
import { linesOf, readLines, readOperand } from "./input.ts";
import { readOptions } from "../options.ts";
import { complain, exit, printLine } from "../print.ts";

/** sort(1): lines in the order of their bytes; -n of their numbers, -r backwards, -u each one once. */
export function* sort(system: WorldSystem): WorldRunning {
  const { flags, operands, trouble } = readOptions(system.argv, { flags: "nru" });
  if (trouble !== null) {
    complain(system, trouble);
    return exit(2);
  }
  const { lines, isWhole } = yield* readLines(system, operands);
  if (!isWhole) return exit(2);
  // It compares each line some ten times.
  if (system.weigh(lines.length * 256)) yield pause;
  const byBytes = (left: ByteString, right: ByteString): number => (left < right ? -1 : left > right ? 1 : 0);
  const numberOf = (line: ByteString): number => Number(/^\s*(-?\d{1,15}(?:\.\d+)?)/.exec(line)?.[1] ?? "0");
  const byNumber = (left: ByteString, right: ByteString): number => numberOf(left) - numberOf(right);
  const isNumeric = flags.has("n");
  const isUnique = flags.has("u");
  const compare = (left: ByteString, right: ByteString): number =>
    isNumeric ? byNumber(left, right) || (isUnique ? 0 : byBytes(left, right)) : byBytes(left, right);
  const sorted = lines.toSorted((left, right) =>
    flags.has("r") ? compare(right, left) : compare(left, right),
  );
  for (const [index, line] of sorted.entries()) {
    const before = sorted[index - 1];
    if (!isUnique || before === undefined || compare(before, line) !== 0) printLine(system, line);
    if (system.weigh(0)) yield pause;
  }
  return exit(0);
}

/** uniq(1): repeated lines once; -c with how often. */
export function* uniq(system: WorldSystem): WorldRunning {
  const { flags, operands, trouble } = readOptions(system.argv, { flags: "c" });
  const text = trouble === null ? yield* readOperand(system, operands[0] ?? "-") : null;
  if (trouble !== null) complain(system, trouble);
  if (text === null) return exit(1);
  const lines = linesOf(text);
  let count = 0;
  for (const [index, line] of lines.entries()) {
    count++;
    if (lines[index + 1] === line) continue;
    printLine(system, flags.has("c") ? `${String(count).padStart(7)} ${line}` : line);
    if (system.weigh(0)) yield pause;
    count = 0;
  }
  return exit(0);
}

/** wc(1): how many lines (-l), words (-w) and bytes (-c) files have. */
export function* wc(system: WorldSystem): WorldRunning {
  const { flags, operands, trouble } = readOptions(system.argv, { flags: "lwc" });
  if (trouble !== null) {
    complain(system, trouble);
    return exit(1);
  }
  const counted: { counts: readonly number[]; name: string }[] = [];
  let code = 0;
  for (const path of operands.length === 0 ? ["-"] : operands) {
    const text = yield* readOperand(system, path);
    if (text === null) {
      code = 1;
      continue;
    }
    const counts = [
      text.split("\n").length - 1,
      text.split(/[ \t\n\r\f\v]+/).filter((word) => word !== "").length,
      text.length,
    ];
    counted.push({ counts, name: operands.length === 0 ? "" : ` ${path}` });
  }
  const total = [0, 1, 2].map((at) => counted.reduce((sum, { counts }) => sum + (counts[at] ?? 0), 0));
  if (operands.length > 1) counted.push({ counts: total, name: " total" });
  const wanted = ["l", "w", "c"].flatMap((letter, at) => (flags.size === 0 || flags.has(letter) ? [at] : []));
  const isOfInput = operands.length === 0 || operands.includes("-");
  const width = counted.length === 1 && wanted.length === 1 ? 1 : isOfInput ? 7 : String(total[2]).length;
  for (const { counts, name } of counted) {
    const columns = wanted.map((at) => String(counts[at] ?? 0).padStart(width));
    printLine(system, `${columns.join(" ")}${name}`);
  }
  return exit(code);
}
