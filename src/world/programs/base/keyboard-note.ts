import { bytesOf, type ByteString } from "../../../engine/bytes/index.ts";
import type { WorldProgram } from "../../process.ts";

/**
 * A program that reads its standard input to the end if it has `argumentCount` arguments, with a word for the person at whose
 * keyboard it would wait: most forget that a file has to be fed to it. `Differs:` the original waits without a word.
 */
export function withKeyboardNote(
  program: WorldProgram,
  { argumentCount, usual }: { readonly argumentCount: number; readonly usual: ByteString },
): WorldProgram {
  return (system) => {
    if (system.isAtConsole && system.argv.length > argumentCount) {
      const [name = ""] = system.argv;
      const note = `(${name} reads what you type now, up to Ctrl-D. You probably meant ${usual}. Ctrl-C stops it.)\n`;
      system.writeTo(2, bytesOf(note));
    }
    return program(system);
  };
}
