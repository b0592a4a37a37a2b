import type { WorldRunning, WorldSystem } from "../process.ts";
import { complain, exit, printLine } from "./print.ts";

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

/** How wide a line of ps may be, by the number of w among its options; more have no limit. Source: procps ps(1). */
const psColumns = [80, 132] as const;

/** ps(1): the processes of the host, whatever its options. */
export function* ps(system: WorldSystem): WorldRunning {
  const columns = psColumns[system.argv.slice(1).join("").split("w").length - 1];
  printLine(system, "    PID USER     COMMAND");
  for (const { id, user, argv } of system.processes()) {
    const line = `${String(id).padStart(7)} ${user.name.padEnd(8)} ${argv.join(" ")}`;
    printLine(system, line.slice(0, columns));
  }
  return exit(0);
}
