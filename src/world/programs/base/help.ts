import type { WorldRunning, WorldSystem } from "../../process.ts";
import { builtinNames } from "../../shell/index.ts";
import { man } from "../man/man.ts";
import { exit, printLine } from "../print.ts";

/** What newcomers do, and the command for it. `text` tells what it does, in a few words. */
const rows: readonly (readonly [usage: string, text: string])[] = [
  ["cat FILE", "show a file; ls -l FOLDER lists files, cd FOLDER goes there"],
  ["grep WORD FILE", "show the lines with a word in them; tail FILE shows the end"],
  ["vi FILE", "open a file in the editor; cp copies, mv renames, rm removes"],
  ["telnet HOST 25", "talk SMTP to a mail server: HELO, MAIL FROM, RCPT TO, QUIT"],
  ["swaks -t ADDRESS", "send a test mail and show the dialogue"],
  ["host NAME", "ask DNS for a name; ping HOST sees whether a machine answers"],
  ["netstat -ltn", "list the ports that somebody listens on"],
  ["qmailctl cdb", "compile /etc/tcp.smtp, which says who may relay"],
  ["qmail-showctl", "say what the files in /var/qmail/control mean"],
  ["svstat /service/*", "tell how the services are; svc -t FOLDER restarts one"],
  ["help COMMAND", "what one does, at length; man relaying tells the whole idea"],
  ["man -k WORD", "search the manual"],
];

/** As wide as a terminal is at least. */
const columns = 76;

/**
 * help(1): all commands that there are, and then, where they are in sight, those that newcomers need, as far as this host
 * has them. With the name of a command its page of the manual.
 */
export function* help(system: WorldSystem): WorldRunning {
  const asked = system.argv.slice(1);
  if (asked.length > 0) return yield* man({ ...system, argv: ["man", ...asked] });
  const names = system.programNames();
  let line = "";
  for (const name of [...new Set([...names, ...builtinNames()])].sort()) {
    if (line.length + 1 + name.length > columns) {
      printLine(system, line);
      line = "";
    }
    line += line === "" ? name : ` ${name}`;
  }
  printLine(system, line);
  printLine(system, "");
  for (const [usage, text] of rows) {
    if (names.includes(usage.split(" ")[0] ?? "")) printLine(system, `${usage.padEnd(18)}${text}`);
  }
  printLine(system, "Tab completes names, Ctrl-C stops a program.");
  return exit(0);
}
