import type { WorldRunning, WorldSystem } from "../../process.ts";
import { complain, exit, printLine } from "../print.ts";

/** netstat(8) with -l and -n (and -t, which is all there is): the ports that somebody listens on. */
export function* netstat(system: WorldSystem): WorldRunning {
  const letters = system.argv.slice(1).map((word) => /^-([lnt]+)$/.exec(word)?.[1] ?? null);
  if (letters.includes(null) || !letters.join("").includes("l")) {
    complain(system, "usage: netstat -ln");
    return exit(1);
  }
  printLine(system, "Active Internet connections (only servers)");
  printLine(system, "Proto Recv-Q Send-Q Local Address           Foreign Address         State");
  const listeners = system.listeners().toSorted((a, b) => a.port - b.port);
  for (const { address, port } of listeners) {
    printLine(
      system,
      `tcp        0      0 ${`${address}:${port}`.padEnd(23)} 0.0.0.0:*               LISTEN`,
    );
  }
  return exit(0);
}
