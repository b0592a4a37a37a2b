import type { WorldRunning, WorldSystem } from "../../process.ts";
import { exit, printLine } from "../print.ts";

/** How wide a line may be on a screen, by the number of w among its options; more have no limit. Source: procps ps(1). */
const psColumns = [80, 132] as const;

/** ps(1): the processes of the host, whatever its options. */
// procps-4.0 ps/global.c: what isn't shown on a screen isn't cut.
export function* ps(system: WorldSystem): WorldRunning {
  const wide = system.argv.slice(1).join("").split("w").length - 1;
  const columns = system.output === "screen" ? psColumns[wide] : undefined;
  let isErrorCut = false;
  printLine(system, "    PID USER     COMMAND");
  for (const { id, user, argv } of system.processes()) {
    const line = `${String(id).padStart(7)} ${user.name.padEnd(8)} ${argv.join(" ")}`;
    const shown = line.slice(0, columns);
    printLine(system, shown);
    isErrorCut ||= shown !== line && argv[0] === "readproctitle" && /[^.]/.test(argv.at(-1) ?? "");
  }
  if (isErrorCut)
    printLine(system, '(Long lines are cut here. ps axww shows all of what follows "service errors:".)');
  return exit(0);
}
