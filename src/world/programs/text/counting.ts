import { pause, type WorldRunning, type WorldSystem } from "../../process.ts";
import { linesOf, readOperand } from "./input.ts";
import { readOptions } from "../options.ts";
import { complain, exit, printLine } from "../print.ts";

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
