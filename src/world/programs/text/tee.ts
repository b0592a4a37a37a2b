import type { WorldRunning, WorldSystem } from "../../process.ts";
import { readOptions } from "../options.ts";
import { complain, complainOf, exit } from "../print.ts";

/** tee(1): what comes in goes to standard output and into files, at their end with -a. */
export function* tee(system: WorldSystem): WorldRunning {
  const { flags, operands, trouble } = readOptions(system.argv, { flags: "a" });
  if (trouble !== null) {
    complain(system, trouble);
    return exit(1);
  }
  let code = 0;
  const writers: number[] = [];
  for (const path of operands) {
    const opened = system.open(path, flags.has("a") ? "append" : "write");
    if (opened.kind === "opened") {
      writers.push(opened.descriptor);
      continue;
    }
    complainOf(system, path, opened.error);
    code = 1;
  }
  for (;;) {
    const arrival = yield { kind: "read", timeoutSeconds: null };
    if (arrival.kind !== "bytes") return exit(code);
    system.write(1, arrival.bytes);
    for (const writer of writers) system.writeTo(writer, arrival.bytes);
  }
}
