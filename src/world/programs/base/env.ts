import { unixErrorText } from "../../error-text.ts";
import type { WorldRunning, WorldSystem } from "../../process.ts";
import { readOptions, valuesOf } from "../options.ts";
import { complain, exit, printLine } from "../print.ts";

/** env(1): shows the environment, or runs a program with variables set; -i with these only, -u without some. */
export function* env(system: WorldSystem): WorldRunning {
  const options = readOptions(
    system.argv.map((word, at) => (at === 1 && word === "-" ? "-i" : word)),
    {
      flags: "i",
      withValue: "u",
      long: { "ignore-environment": "i", unset: "u" },
      until: "first operand",
    },
  );
  if (options.trouble !== null) {
    complain(system, options.trouble);
    return exit(125);
  }
  const environment = new Map(options.flags.has("i") ? [] : system.environment);
  for (const name of valuesOf(options, "u")) environment.delete(name);
  const argv = [...options.operands];
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
