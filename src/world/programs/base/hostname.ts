import { encodeByteString } from "../../../engine/bytes/index.ts";
import type { WorldRunning, WorldSystem } from "../../process.ts";
import { exit, printLine } from "../print.ts";

/** hostname(1): the host's full name. */
export function* hostname(system: WorldSystem): WorldRunning {
  printLine(system, encodeByteString(system.host.name));
  return exit(0);
}
