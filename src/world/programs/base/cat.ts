import type { ByteString } from "../../../engine/bytes/index.ts";
import {
  pause,
  type WorldArrival,
  type WorldRunning,
  type WorldSystem,
  type WorldWait,
} from "../../process.ts";
import { complain, complainOf, exit } from "../print.ts";

/** cat(1): files, or standard input where "-" or none is named, to standard output. */
export function* cat(system: WorldSystem): WorldRunning {
  const paths = system.argv.slice(1);
  let code = 0;
  for (const path of paths.length === 0 ? ["-"] : paths) {
    const isDone = path === "-" ? yield* catInput(system) : catFile(system, path);
    if (!isDone) code = 1;
    if (system.weigh(0)) yield pause;
  }
  return exit(code);
}

function* catInput(system: WorldSystem): Generator<WorldWait, boolean, WorldArrival> {
  if (system.inputPath !== null && isOutput(system, system.inputPath)) return false;
  for (;;) {
    const arrival = yield { kind: "read", timeoutSeconds: null };
    if (arrival.kind !== "bytes") return true;
    system.write(1, arrival.bytes);
  }
}

function catFile(system: WorldSystem, path: ByteString): boolean {
  const file = system.readFile(path);
  if (file.kind === "failed") {
    complainOf(system, path, file.error);
    return false;
  }
  if (file.bytes.length > 0 && isOutput(system, system.absolute(path))) return false;
  system.write(1, file.bytes);
  return true;
}

/** Whether this file is what is being written: it would grow for ever. It's complained of then. */
function isOutput(system: WorldSystem, path: ByteString): boolean {
  if (path !== system.output) return false;
  complain(system, `${path}: input file is output file`);
  return true;
}
