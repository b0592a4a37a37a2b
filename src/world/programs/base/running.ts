import type { ByteString } from "../../../engine/bytes/index.ts";
import { unixErrorText } from "../../files/index.ts";
import type { WorldArrival, WorldSystem, WorldWait } from "../../process.ts";
import { complain } from "../print.ts";

const cannotRun = 126;
const notFound = 127;

/** Runs a program with what this one has as input, output and error, and tells its exit code; 127 if it isn't there. */
export function* runProgram(
  system: WorldSystem,
  argv: readonly ByteString[],
): Generator<WorldWait, number, WorldArrival> {
  const { environment } = system;
  const [name = ""] = argv;
  if (system.programPath(name, environment) === null) {
    complain(system, `'${name}': ${unixErrorText(system.whyNotRun(name, environment))}`);
    return notFound;
  }
  const descriptors = new Map([0, 1, 2].map((number) => [number, number]));
  const processId = system.start({ argv, environment, descriptors });
  if (processId === null) {
    complain(system, `${name}: Resource temporarily unavailable`);
    return cannotRun;
  }
  const arrival = yield { kind: "await exit", processId };
  if (arrival.kind !== "exited") return cannotRun;
  return arrival.code ?? 128 + (arrival.signal ?? 0);
}
