import { bytesOf } from "../../../engine/bytes/index.ts";
import type { WorldRunning, WorldSystem } from "../../process.ts";
import { exit } from "../print.ts";

/** echo(1): its words, and a newline unless the first is -n. */
export function* echo(system: WorldSystem): WorldRunning {
  const [, ...words] = system.argv;
  const isOpen = words[0] === "-n";
  system.write(1, bytesOf(words.slice(isOpen ? 1 : 0).join(" ") + (isOpen ? "" : "\n")));
  return exit(0);
}
