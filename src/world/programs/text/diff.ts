import type { ByteString } from "../../../engine/bytes/index.ts";
import { pause, type WorldRunning, type WorldSystem } from "../../process.ts";
import { linesOf, readOperand } from "./input.ts";
import { readOptions } from "../options.ts";
import { complain, exit, printLine } from "../print.ts";

/** Pairs of lines that are compared at most; beyond, all that is between the common ends counts as changed. */
const pairsMax = 4_000_000;

/** diff(1) of two files, in its normal format. Exit codes: 0 the same, 1 different, 2 trouble. */
// POSIX.1-2017 XCU diff
export function* diff(system: WorldSystem): WorldRunning {
  const { flags, operands, trouble } = readOptions(system.argv, { flags: "q" });
  const [from, to, ...rest] = operands;
  if (trouble !== null || from === undefined || to === undefined || rest.length > 0) {
    complain(system, trouble ?? "give two files");
    return exit(2);
  }
  const left = yield* readOperand(system, from);
  const right = left === null ? null : yield* readOperand(system, to);
  if (left === null || right === null) return exit(2);
  if (left === right) return exit(0);
  if (flags.has("q")) {
    printLine(system, `Files ${from} and ${to} differ`);
    return exit(1);
  }
  // A last line without its newline differs from one that has it.
  const marked = (text: ByteString): readonly ByteString[] =>
    text === "" || text.endsWith("\n")
      ? linesOf(text)
      : [...linesOf(text).slice(0, -1), `${linesOf(text).at(-1) ?? ""}\n\\ No newline at end of file`];
  const [leftLines, rightLines] = [marked(left), marked(right)];
  if (system.weigh(Math.min(pairsMax, leftLines.length * rightLines.length))) yield pause;
  for (const line of hunks(leftLines, rightLines)) {
    printLine(system, line);
    if (system.weigh(0)) yield pause;
  }
  return exit(1);
}

function hunks(left: readonly ByteString[], right: readonly ByteString[]): readonly ByteString[] {
  const lines: ByteString[] = [];
  const common = [...commonLines(left, right), { left: left.length, right: right.length }];
  let leftAt = 0;
  let rightAt = 0;
  for (const pair of common) {
    const gone = left.slice(leftAt, pair.left);
    const come = right.slice(rightAt, pair.right);
    if (gone.length + come.length > 0) {
      const letter = come.length === 0 ? "d" : gone.length === 0 ? "a" : "c";
      lines.push(`${range(leftAt, pair.left)}${letter}${range(rightAt, pair.right)}`);
      for (const line of gone) lines.push(`< ${line}`);
      if (letter === "c") lines.push("---");
      for (const line of come) lines.push(`> ${line}`);
    }
    leftAt = pair.left + 1;
    rightAt = pair.right + 1;
  }
  return lines;
}

/** Line numbers from 1; of nothing, the line behind which it would stand. */
function range(start: number, end: number): string {
  if (end === start) return String(start);
  return end === start + 1 ? String(end) : `${start + 1},${end}`;
}

interface Pair {
  readonly left: number;
  readonly right: number;
}

/** The longest common subsequence, as places in both. */
function commonLines(left: readonly ByteString[], right: readonly ByteString[]): readonly Pair[] {
  let start = 0;
  while (start < left.length && start < right.length && left[start] === right[start]) start++;
  let same = 0;
  while (
    same < Math.min(left.length, right.length) - start &&
    left[left.length - 1 - same] === right[right.length - 1 - same]
  )
    same++;
  const height = left.length - start - same;
  const width = right.length - start - same;
  const pairs: Pair[] = Array.from({ length: start }, (_, at) => ({ left: at, right: at }));
  if (height * width <= pairsMax) {
    const lengths = new Uint16Array((height + 1) * (width + 1));
    const lengthAt = (row: number, column: number): number => lengths[row * (width + 1) + column] ?? 0;
    const isSame = (row: number, column: number): boolean => left[start + row] === right[start + column];
    for (let row = height - 1; row >= 0; row--) {
      for (let column = width - 1; column >= 0; column--) {
        lengths[row * (width + 1) + column] = isSame(row, column)
          ? lengthAt(row + 1, column + 1) + 1
          : Math.max(lengthAt(row + 1, column), lengthAt(row, column + 1));
      }
    }
    for (let row = 0, column = 0; row < height && column < width;) {
      if (isSame(row, column)) pairs.push({ left: start + row++, right: start + column++ });
      else if (lengthAt(row + 1, column) >= lengthAt(row, column + 1)) row++;
      else column++;
    }
  }
  for (let at = same; at > 0; at--) pairs.push({ left: left.length - at, right: right.length - at });
  return pairs;
}
