import type { WorldRunning, WorldSystem } from "../../process.ts";
import { exit, printLine } from "../print.ts";

/** which(1): the path of the program that each name means; fails if one means none. */
export function* which(system: WorldSystem): WorldRunning {
  const names = system.argv.slice(1).filter((word) => !word.startsWith("-"));
  let code = names.length === 0 ? 1 : 0;
  for (const name of names) {
    const path = system.programPath(name, system.environment);
    if (path === null) code = 1;
    else printLine(system, path);
  }
  return exit(code);
}
