import type { WorldRunning, WorldSystem } from "../../process.ts";
import { readOptions } from "../options.ts";
import { complain, exit } from "../print.ts";

const seconds: Readonly<Record<string, number>> = { "": 1, s: 1, m: 60, h: 3600, d: 86_400 };

/** sleep(1): waits for so many seconds, or minutes (5m), hours or days; several are added up. */
export function* sleep(system: WorldSystem): WorldRunning {
  const { operands, trouble } = readOptions(system.argv, { flags: "" });
  let total = 0;
  let wrong = trouble ?? (operands.length === 0 ? "missing operand" : null);
  for (const time of operands) {
    const [, count, unit = ""] = /^(\d{1,9}(?:\.\d{1,9})?)([smhd]?)$/.exec(time) ?? [];
    if (count === undefined) wrong ??= `invalid time interval '${time}'`;
    else total += Number(count) * (seconds[unit] ?? 1);
  }
  if (wrong !== null) {
    complain(system, wrong);
    return exit(1);
  }
  yield { kind: "sleep", seconds: total };
  return exit(0);
}
