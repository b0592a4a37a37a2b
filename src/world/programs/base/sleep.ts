import type { WorldRunning, WorldSystem } from "../../process.ts";
import { complain, exit } from "../print.ts";

const seconds: Readonly<Record<string, number>> = { "": 1, s: 1, m: 60, h: 3600, d: 86_400 };

/** sleep(1): waits for so many seconds, or minutes (5m), hours or days. */
export function* sleep(system: WorldSystem): WorldRunning {
  const [, time = ""] = system.argv;
  const [, count, unit = ""] = /^(\d{1,9}(?:\.\d{1,9})?)([smhd]?)$/.exec(time) ?? [];
  if (count === undefined) {
    complain(system, time === "" ? "missing operand" : `invalid time interval '${time}'`);
    return exit(1);
  }
  yield { kind: "sleep", seconds: Number(count) * (seconds[unit] ?? 1) };
  return exit(0);
}
