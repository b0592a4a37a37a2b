import type { ByteString } from "../../engine/bytes/index.ts";
import { environmentOf } from "./environment.ts";
import type { Shell, Steps } from "./shell.ts";

/** Who knows the slips that newcomers make. Source: where Debian's shells look for it. */
const adviser = "/usr/lib/command-not-found";

/**
 * After the shell's own complaint, lets the adviser say a word to the person at the console, on the shell's `standardError`.
 * It gets the words of a command behind "--", or a whole line behind "--line".
 */
export function* advise(
  shell: Shell,
  words: readonly ByteString[],
  standardError = shell.descriptors.get(2) ?? 2,
): Steps<void> {
  const { system } = shell;
  const environment = environmentOf(shell, []);
  if (!system.isAtConsole || system.programPath(adviser, environment) === null) return;
  const descriptors = new Map([[2, standardError]]);
  const processId = system.start({ argv: [adviser, ...words], environment, descriptors });
  if (processId !== null) yield { kind: "await exit", processId };
}

/** A carriage return can't be seen, but it's what is wrong with each line of a file that Windows has saved. */
export function carriageReturnHint(name: ByteString): ByteString {
  return name.endsWith("\r") ? " (the line ends in a carriage return, CR)" : "";
}
