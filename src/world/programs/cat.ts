import type { Ending } from "../../engine/program/index.ts";
import type { WorldRunning, WorldSystem } from "../process.ts";
import { complainOf, exit } from "./print.ts";

/** cat(1): files, or standard input, to standard output. */
export function* cat(system: WorldSystem): WorldRunning {
  const paths = system.argv.slice(1);
  return paths.length === 0 ? yield* catInput(system) : catFiles(system, paths);
}

function* catInput(system: WorldSystem): WorldRunning {
  for (;;) {
    const arrival = yield { kind: "read", timeoutSeconds: null };
    if (arrival.kind !== "bytes") return exit(0);
    system.write(1, arrival.bytes);
  }
}

function catFiles(system: WorldSystem, paths: readonly string[]): Ending {
  let code = 0;
  for (const path of paths) {
    const file = system.readFile(path);
    if (file.kind === "read") {
      system.write(1, file.bytes);
    } else {
      complainOf(system, path, file.error);
      code = 1;
    }
  }
  return exit(code);
}
