import type { WorldRunning, WorldSystem } from "../../process.ts";
import { readOptions } from "../options.ts";
import { complain, exit } from "../print.ts";
import { cat } from "./cat.ts";

/** Options that are about keys and the screen only, so that they make no difference where everything is shown at once. */
const screenOptions = "acdefFgGiIJKmMnqQrRsSuUwWX";

/**
 * less, more and view: files, or what is piped in, all at once, since a console here scrolls; -N with numbers. `+COMMAND` is
 * passed over.
 */
// Differs: the originals show a page at a time and wait for keys.
export function* pager(system: WorldSystem): WorldRunning {
  const [own = "", ...words] = system.argv;
  const { flags, operands, trouble } = readOptions([own, ...words.filter((word) => !/^\+./.test(word))], {
    flags: `${screenOptions}N`,
  });
  const what =
    trouble ??
    (operands.length === 0 && system.isAtConsole ? "name the file to show, or pipe something into it" : null);
  if (what !== null) {
    complain(system, what);
    return exit(1);
  }
  return yield* cat({ ...system, argv: [own, ...(flags.has("N") ? ["-n"] : []), "--", ...operands] });
}
