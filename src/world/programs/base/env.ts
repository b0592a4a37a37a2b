import { unixErrorText } from "../../error-text.ts";
import type { WorldRunning, WorldSystem } from "../../process.ts";
import { complain, exit, printLine } from "../print.ts";

/** env(1): shows the environment, or runs a program with variables set. */
export function* env(system: WorldSystem): WorldRunning {
  const environment = new Map(system.environment);
  const argv = system.argv.slice(1);
  for (let word = argv[0]; word?.includes("=") === true; word = argv[0]) {
    environment.set(word.slice(0, word.indexOf("=")), word.slice(word.indexOf("=") + 1));
    argv.shift();
  }
  const [name] = argv;
  if (name !== undefined && system.programPath(name, environment) === null) {
    complain(system, `${name}: ${unixErrorText(system.whyNotRun(name, environment))}`);
    return exit(127);
  }
  if (name !== undefined) return { kind: "exec", argv, environment };
  for (const [name, value] of environment) printLine(system, `${name}=${value}`);
  return exit(0);
}
