import { bytesOf } from "../../../engine/bytes/index.ts";
import * as engine from "../../../engine/rblsmtpd/index.ts";
import { hosted } from "../../hosted.ts";
import type { WorldRunning, WorldSystem } from "../../process.ts";
import { exit } from "../print.ts";

/** rblsmtpd(1) in the world, which knows whether the program that it's to become is there. */
// ucspi-tcp-0.88 rblsmtpd.c main
export function* rblsmtpd(system: WorldSystem): WorldRunning {
  const ending = yield* hosted(engine.rblsmtpd)(system);
  if (ending.kind !== "exec") return ending;
  const [name = ""] = ending.argv;
  if (system.programPath(name, ending.environment) !== null) return ending;
  system.write(2, bytesOf(engine.unableToRun(name, system.whyNotRun(name, ending.environment))));
  return exit(111);
}
