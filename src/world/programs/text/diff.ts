import type { ByteString } from "../../../engine/bytes/index.ts";
import { calendarOf } from "../../../engine/datetime/index.ts";
import { baseName } from "../../files/index.ts";
import { pause, type WorldRunning, type WorldSystem } from "../../process.ts";
import { linesOf, readOperand } from "./input.ts";
import { readOptions } from "../options.ts";
import { complain, exit, printLine } from "../print.ts";

/** Pairs of lines that are compared at most; beyond, all that is between the common ends counts as changed. */
const pairsMax = 4_000_000;

/**
 * diff(1) of two files, in its normal format, or with -u and -U N as a patch. -i, -w and -b pass over case and blanks, -q
 * and -s tell only whether they differ. Exit codes: 0 the same, 1 different, 2 trouble.
 */
// POSIX.1-2017 XCU diff; diffutils-3.8 src/diff.c
export function* diff(system: WorldSystem): WorldRunning {
  const { flags, values, operands, trouble } = readOptions(system.argv, {
    flags: "biqsuw",
    withValue: "U",
    long: { brief: "q", "report-identical-files": "s", "ignore-case": "i", unified: "u" },
  });
  const [first, second, extra] = operands;
  const around = values.get("U") ?? "3";
  const wrong =
    trouble ??
    (first === undefined || second === undefined
      ? `missing operand after '${first ?? "diff"}'`
      : extra !== undefined
        ? `extra operand '${extra}'`
        : /^\d{1,6}$/.test(around)
          ? null
          : `invalid context length '${around}'`);
  if (wrong !== null || first === undefined || second === undefined) {
    complain(system, wrong ?? "");
    return exit(2);
  }
  const from = beside(system, first, second);
  const to = beside(system, second, first);
  const left = yield* readOperand(system, from);
  const right = left === null ? null : yield* readOperand(system, to);
  if (left === null || right === null) return exit(2);
  const isAlike = (one: ByteString, other: ByteString): boolean => plain(one, flags) === plain(other, flags);
  if (isAlike(left, right)) {
    if (flags.has("s")) printLine(system, `Files ${from} and ${to} are identical`);
    return exit(0);
  }
  // A last line without its newline differs from one that has it.
  const marked = (text: ByteString): readonly ByteString[] =>
    text === "" || text.endsWith("\n")
      ? linesOf(text)
      : [...linesOf(text).slice(0, -1), `${linesOf(text).at(-1) ?? ""}\n\\ No newline at end of file`];
  const [leftLines, rightLines] = [marked(left), marked(right)];
  if (system.weigh(Math.min(pairsMax, leftLines.length * rightLines.length))) yield pause;
  const common = commonLines(
    leftLines.map((line) => plain(line, flags)),
    rightLines.map((line) => plain(line, flags)),
  );
  const files = { left: leftLines, right: rightLines, common };
  const isUnified = flags.has("u") || values.has("U");
  const shown = isUnified ? unified(files, Number(around)) : hunks(files);
  if (shown.length === 0) return exit(0);
  if (flags.has("q")) {
    printLine(system, `Files ${from} and ${to} differ`);
    return exit(1);
  }
  if (isUnified) {
    printLine(system, `--- ${from}\t${stampOf(system, from)}`);
    printLine(system, `+++ ${to}\t${stampOf(system, to)}`);
  }
  for (const line of shown) {
    printLine(system, line);
    if (system.weigh(0)) yield pause;
  }
  return exit(1);
}

/** A file beside a folder is compared with the file of its name in there. */
function beside(system: WorldSystem, path: ByteString, other: ByteString): ByteString {
  const isFolder = (one: ByteString): boolean =>
    system.files.nodes.get(system.absolute(one))?.kind === "folder";
  return isFolder(path) && !isFolder(other) ? `${path.replace(/\/+$/, "")}/${baseName(other)}` : path;
}

/** A text as far as it's compared. */
function plain(text: ByteString, flags: ReadonlySet<string>): ByteString {
  const lower = flags.has("i") ? text.replace(/[A-Z]/g, (letter) => letter.toLowerCase()) : text;
  if (flags.has("w")) return lower.replace(/[ \t\r\f\v]+/g, "");
  return flags.has("b") ? lower.replace(/[ \t\r\f\v]+$/gm, "").replace(/[ \t\r\f\v]+/g, " ") : lower;
}

/** When a file was last changed, as the head of a patch says it. */
function stampOf(system: WorldSystem, path: ByteString): string {
  const time = system.files.nodes.get(system.absolute(path))?.modifiedAt ?? system.now();
  const { year, month, day, hour, minute, second } = calendarOf(time);
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${year}-${two(month + 1)}-${two(day)} ${two(hour)}:${two(minute)}:${two(second)}.000000000 +0000`;
}

/** The lines of two files, and which of them are the same. */
interface Compared {
  readonly left: readonly ByteString[];
  readonly right: readonly ByteString[];
  readonly common: readonly Pair[];
}

function hunks({ left, right, common }: Compared): readonly ByteString[] {
  const lines: ByteString[] = [];
  let leftAt = 0;
  let rightAt = 0;
  for (const pair of [...common, { left: left.length, right: right.length }]) {
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

/** A line of both files, of the left one or of the right one. */
interface Edit {
  readonly sign: " " | "-" | "+";
  readonly text: ByteString;
}

/** The hunks of a patch, with so many lines around what is different. */
function unified({ left, right, common }: Compared, around: number): readonly ByteString[] {
  const edits: Edit[] = [];
  let leftAt = 0;
  let rightAt = 0;
  for (const pair of [...common, { left: left.length, right: right.length }]) {
    for (; leftAt < pair.left; leftAt++) edits.push({ sign: "-", text: left[leftAt] ?? "" });
    for (; rightAt < pair.right; rightAt++) edits.push({ sign: "+", text: right[rightAt] ?? "" });
    if (leftAt < left.length) edits.push({ sign: " ", text: left[leftAt] ?? "" });
    leftAt++;
    rightAt++;
  }
  const lines: ByteString[] = [];
  const changed = edits.flatMap(({ sign }, at) => (sign === " " ? [] : [at]));
  let leftLine = 0;
  let rightLine = 0;
  let counted = 0;
  for (let at = 0; at < changed.length;) {
    const from = Math.max(0, (changed[at] ?? 0) - around);
    let last = changed[at] ?? 0;
    for (; at < changed.length && (changed[at] ?? 0) - last <= 2 * around + 1; at++) last = changed[at] ?? 0;
    for (; counted < from; counted++) {
      if (edits[counted]?.sign !== "+") leftLine++;
      if (edits[counted]?.sign !== "-") rightLine++;
    }
    const hunk = edits.slice(from, last + around + 1);
    const leftCount = hunk.filter(({ sign }) => sign !== "+").length;
    const rightCount = hunk.filter(({ sign }) => sign !== "-").length;
    lines.push(`@@ -${span(leftLine, leftCount)} +${span(rightLine, rightCount)} @@`);
    for (const { sign, text } of hunk) lines.push(sign + text);
  }
  return lines;
}

/** Where a hunk begins, from 1, and how many lines it has, unless that is one; of nothing, the line before it. */
function span(start: number, count: number): string {
  return count === 1 ? String(start + 1) : `${count === 0 ? start : start + 1},${count}`;
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
