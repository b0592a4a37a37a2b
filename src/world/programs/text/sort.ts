import { bytesOf, type ByteString } from "../../../engine/bytes/index.ts";
import { unixErrorText } from "../../files/index.ts";
import { pause, type WorldRunning, type WorldSystem } from "../../process.ts";
import { readLines } from "./input.ts";
import { readOptions, valuesOf } from "../options.ts";
import { complain, exit, printLine } from "../print.ts";
import { compareBy, compareBytes, keyOf, orderingOf, parseKey, type SortKey } from "./sort-keys.ts";

/** Exit codes. Source: coreutils-9.1 src/sort.c. */
const exitCodes = { disorder: 1, trouble: 2 } as const;

/**
 * sort(1): lines in the order of their bytes; -n of their numbers, -f with small letters as capital ones, -r backwards, -u
 * each one once, -k by parts of them, -t with what is between fields, -o into a file, -c only whether they are in order.
 */
export function* sort(system: WorldSystem): WorldRunning {
  const options = readOptions(system.argv, {
    flags: "bcfnrsu",
    withValue: "kto",
    long: {
      "numeric-sort": "n",
      "ignore-case": "f",
      reverse: "r",
      unique: "u",
      stable: "s",
      check: "c",
      key: "k",
      "field-separator": "t",
      output: "o",
    },
  });
  const { flags, values, operands } = options;
  const parsed = valuesOf(options, "k").map(parseKey);
  const separator = values.get("t") ?? null;
  const wrong =
    options.trouble ??
    parsed.find((key) => typeof key === "string") ??
    (separator === null || separator.length === 1
      ? null
      : separator === ""
        ? "empty tab"
        : `multi-character tab '${separator}'`);
  if (wrong !== null) {
    complain(system, wrong);
    return exit(exitCodes.trouble);
  }
  const keys = parsed.filter((key): key is SortKey => typeof key !== "string");
  const { lines, isWhole } = yield* readLines(system, operands);
  if (!isWhole) return exit(exitCodes.trouble);
  // It compares each line some ten times.
  if (system.weigh(lines.length * 256 * (keys.length + 1))) yield pause;
  const overall = orderingOf([...flags].join(""));
  const byKeys = (left: ByteString, right: ByteString): number => {
    for (const key of keys) {
      const ordering = key.ordering ?? overall;
      const { skipsBlanks } = ordering;
      const part = (line: ByteString): ByteString => keyOf(line, key, { separator, skipsBlanks });
      const result = compareBy(part(left), part(right), ordering);
      if (result !== 0) return result;
    }
    return keys.length === 0 ? compareBy(left, right, overall) : 0;
  };
  const isUnique = flags.has("u");
  const compare = (left: ByteString, right: ByteString): number => {
    const result = byKeys(left, right);
    // Lines that are the same so far come in the order of all their bytes.
    if (result !== 0 || isUnique || flags.has("s")) return result;
    return overall.isReversed ? compareBytes(right, left) : compareBytes(left, right);
  };
  if (flags.has("c")) {
    const at = lines.findIndex((line, index) => {
      const before = lines[index - 1];
      return before !== undefined && (isUnique ? compare(before, line) >= 0 : compare(before, line) > 0);
    });
    if (at === -1) return exit(0);
    complain(system, `${operands[0] ?? "-"}:${at + 1}: disorder: ${lines[at] ?? ""}`);
    return exit(exitCodes.disorder);
  }
  const sorted = lines.toSorted(compare);
  const wanted = sorted.filter((line, index) => {
    const before = sorted[index - 1];
    return !isUnique || before === undefined || compare(before, line) !== 0;
  });
  const file = values.get("o");
  if (file !== undefined) {
    const error = system.writeFile(file, bytesOf(wanted.map((line) => `${line}\n`).join("")));
    if (error === null) return exit(0);
    complain(system, `open failed: ${file}: ${unixErrorText(error)}`);
    return exit(exitCodes.trouble);
  }
  for (const line of wanted) {
    printLine(system, line);
    if (system.weigh(0)) yield pause;
  }
  return exit(0);
}
