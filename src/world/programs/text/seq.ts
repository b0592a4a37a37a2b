import type { WorldRunning, WorldSystem } from "../../process.ts";
import { readOptions } from "../options.ts";
import { complain, exit, printLine } from "../print.ts";

/** More numbers than that are a slip rather than a wish. */
const numbersMax = 100_000;

/** seq(1): the whole numbers from 1, or from a first one, to a last one, by a step if there's one in between. */
export function* seq(system: WorldSystem): WorldRunning {
  // "-5" is a number, no option.
  const at = system.argv.findIndex(
    (word, index) => index > 0 && /^(?:-\d|[^-])/.test(word) && !/^-[sf]$/.test(system.argv[index - 1] ?? ""),
  );
  const start = at === -1 ? system.argv.length : at;
  const { flags, values, operands, trouble } = readOptions(system.argv.slice(0, start), {
    flags: "w",
    withValue: "s",
    long: { "equal-width": "w", separator: "s" },
  });
  const words = [...operands, ...system.argv.slice(start)];
  const bad = words.find((word) => !/^-?\d{1,9}$/.test(word));
  const wrong =
    trouble ??
    (words.length === 0
      ? "missing operand"
      : bad !== undefined
        ? /^-?\d*\.\d+$/.test(bad)
          ? `${bad}: only whole numbers work here`
          : `invalid floating point argument: '${bad}'`
        : words.length > 3
          ? `extra operand '${words[3] ?? ""}'`
          : null);
  if (wrong !== null) {
    complain(system, wrong);
    return exit(1);
  }
  const numbers = words.map(Number);
  const last = numbers.at(-1) ?? 0;
  const first = numbers.length > 1 ? (numbers[0] ?? 1) : 1;
  const step = numbers.length > 2 ? (numbers[1] ?? 1) : 1;
  if (step === 0) {
    complain(system, `invalid Zero increment value: '${words[1] ?? ""}'`);
    return exit(1);
  }
  if ((last - first) / step >= numbersMax) {
    complain(system, `more than ${numbersMax} numbers`);
    return exit(1);
  }
  const width = flags.has("w") ? Math.max(String(first).length, String(last).length) : 0;
  const shown: string[] = [];
  for (let number = first; step > 0 ? number <= last : number >= last; number += step) {
    const sign = number < 0 ? "-" : "";
    shown.push(sign + String(Math.abs(number)).padStart(width - sign.length, "0"));
  }
  const separator = values.get("s") ?? "\n";
  if (shown.length > 0) printLine(system, shown.join(separator));
  return exit(0);
}
