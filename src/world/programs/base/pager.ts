import type { WorldRunning, WorldSystem } from "../../process.ts";
import { complain, exit } from "../print.ts";
import { cat } from "./cat.ts";

/**
 * less, more and view: files, or what is piped in, all at once, since a console here scrolls. Options and `+COMMAND` are
 * passed over.
 */
// Differs: the originals show a page at a time and wait for keys.
export function* pager(system: WorldSystem): WorldRunning {
  const [own = "", ...words] = system.argv;
  const paths = words.filter((word) => !/^[+-]./.test(word));
  if (paths.length === 0 && system.isAtConsole) {
    complain(system, "name the file to show, or pipe something into it");
    return exit(1);
  }
  return yield* cat({ ...system, argv: [own, ...paths] });
}
