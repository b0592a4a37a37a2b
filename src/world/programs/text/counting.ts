import { bytesOf } from "../../../engine/bytes/index.ts";
import { pause, type WorldRunning, type WorldSystem } from "../../process.ts";
import { linesOf, readOperand } from "./input.ts";
import { readOptions } from "../options.ts";
import { complain, complainOf, exit, printLine } from "../print.ts";

/** uniq(1): repeated lines once; -c with how often, -d only those that come again, -u only those that don't, -i in any case. */
export function* uniq(system: WorldSystem): WorldRunning {
  const { flags, operands, trouble } = readOptions(system.argv, {
    flags: "cdiu",
    long: { count: "c", repeated: "d", unique: "u", "ignore-case": "i" },
  });
  const wrong = trouble ?? (operands.length > 2 ? `extra operand '${operands[2] ?? ""}'` : null);
  const text = wrong === null ? yield* readOperand(system, operands[0] ?? "-") : null;
  if (wrong !== null) complain(system, wrong);
  if (text === null) return exit(1);
  const lines = linesOf(text);
  const folded = (line: string | undefined): string | undefined =>
    flags.has("i") ? line?.replace(/[A-Z]/g, (letter) => letter.toLowerCase()) : line;
  const shown: string[] = [];
  let first = 0;
  for (const [index, line] of lines.entries()) {
    if (folded(lines[index + 1]) === folded(line)) continue;
    const count = index + 1 - first;
    const text = lines[first] ?? "";
    const isWanted = (!flags.has("d") || count > 1) && (!flags.has("u") || count === 1);
    if (isWanted) shown.push(flags.has("c") ? `${String(count).padStart(7)} ${text}` : text);
    first = index + 1;
  }
  const [, file] = operands;
  if (file !== undefined) {
    const error = system.writeFile(file, bytesOf(shown.map((line) => `${line}\n`).join("")));
    if (error !== null) complainOf(system, file, error);
    return exit(error === null ? 0 : 1);
  }
  for (const line of shown) {
    printLine(system, line);
    if (system.weigh(0)) yield pause;
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
