import { encodeByteString } from "../../engine/bytes/index.ts";
import type { WorldRunning, WorldSystem } from "../process.ts";
import { exit, printLine } from "./print.ts";

/** hostname(1): the host's full name. */
// eslint-disable-next-line require-yield -- every program is a generator
export function* hostname(system: WorldSystem): WorldRunning {
  printLine(system, encodeByteString(system.host.name));
  return exit(0);
}
