import type { WorldRunning, WorldSystem } from "../../process.ts";
import { exit, printLine } from "../print.ts";

const about: readonly (readonly [name: string, text: string])[] = [
  ["cat FILE", "show a file"],
  ["ls -l FOLDER", "list files, with their times"],
  ["bash", "a shell that can do more: arrays, functions, [[ ]], here-documents"],
  ["host NAME", "ask DNS for addresses and mail exchangers, or for an address's name"],
  ["telnet HOST 25", "talk SMTP to a mail server"],
  ["tcprules CDB TMP < TEXT", "compile rules for tcpserver"],
  ["tcprulescheck CDB", "ask the rules what they say of $TCPREMOTEIP"],
  ["qmail-newmrh", "compile control/morercpthosts"],
];

/** A list of the commands that this host has, the useful ones with a word on what they do. */
export function* help(system: WorldSystem): WorldRunning {
  const names = system.programNames();
  for (const [usage, text] of about) {
    if (names.includes(usage.split(" ")[0] ?? "")) printLine(system, `  ${usage.padEnd(26)}${text}`);
  }
  printLine(system, `All commands: ${names.join(" ")} cd exec exit export pwd unset`);
  return exit(0);
}
