import type { WorldRunning, WorldSystem } from "../../process.ts";
import { complain, exit, printLine } from "../print.ts";

/** More numbers than that are a slip rather than a wish. */
const numbersMax = 100_000;

/** seq(1): the whole numbers from 1, or from a first one, to a last one, by a step if there's one in between. */
export function* seq(system: WorldSystem): WorldRunning {
  const words = system.argv.slice(1);
  const bad = words.find((word) => !/^-?\d{1,9}$/.test(word));
  if (words.length === 0 || words.length > 3 || bad !== undefined) {
    complain(system, bad === undefined ? "give one to three numbers" : `invalid number '${bad}'`);
    return exit(1);
  }
  const numbers = words.map(Number);
  const last = numbers.at(-1) ?? 0;
  const first = numbers.length > 1 ? (numbers[0] ?? 1) : 1;
  const step = numbers.length > 2 ? (numbers[1] ?? 1) : 1;
  if (step === 0) {
    complain(system, "the step can't be 0");
    return exit(1);
  }
  if ((last - first) / step >= numbersMax) {
    complain(system, `more than ${numbersMax} numbers`);
    return exit(1);
  }
  for (let number = first; step > 0 ? number <= last : number >= last; number += step)
    printLine(system, String(number));
  return exit(0);
}
