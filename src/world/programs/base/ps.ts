import type { WorldRunning, WorldSystem } from "../../process.ts";
import { exit, printLine } from "../print.ts";

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
