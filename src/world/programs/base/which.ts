import type { ByteString } from "../../../engine/bytes/index.ts";
import type { WorldRunning, WorldSystem } from "../../process.ts";
import { readOptions } from "../options.ts";
import { complain, exit, printLine } from "../print.ts";

/** which(1): the path of the program that each name means, with -a all that there are; fails if one means none. */
export function* which(system: WorldSystem): WorldRunning {
  const { flags, operands, trouble } = readOptions(system.argv, { flags: "a" });
  if (trouble !== null) {
    complain(system, trouble);
    return exit(2);
  }
  let code = operands.length === 0 ? 1 : 0;
  for (const name of operands) {
    const path = system.programPath(name, system.environment);
    if (path === null) code = 1;
    else for (const one of flags.has("a") ? allPaths(system, name, path) : [path]) printLine(system, one);
  }
  return exit(code);
}

function allPaths(system: WorldSystem, name: ByteString, first: ByteString): readonly ByteString[] {
  if (name.includes("/")) return [first];
  return (system.environment.get("PATH") ?? "")
    .split(":")
    .map((folder) => system.programPath(`${folder}/${name}`, system.environment))
    .filter((path) => path !== null);
}
