import type { WorldRunning, WorldSystem } from "../../process.ts";
import { evaluateTest, testStatus } from "../../test-expression.ts";
import { complain, exit } from "../print.ts";

/** true(1) */
export function* succeed(): WorldRunning {
  return exit(0);
}

/** false(1) */
export function* failing(): WorldRunning {
  return exit(1);
}

/** test(1), also by its name "[". */
export function* test(system: WorldSystem): WorldRunning {
  const words = system.argv.slice(1);
  const isBracket = system.argv[0]?.endsWith("[") === true;
  if (isBracket && words.pop() !== "]") {
    complain(system, '"]" is missing');
    return exit(2);
  }
  const verdict = evaluateTest(system, words);
  if (typeof verdict !== "string") complain(system, verdict.trouble);
  return exit(testStatus(verdict));
}
