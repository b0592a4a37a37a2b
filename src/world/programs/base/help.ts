import type { WorldRunning, WorldSystem } from "../../process.ts";
import { builtinNames } from "../../shell/index.ts";
import { exit, printLine } from "../print.ts";

/** What newcomers do, and the commands for it. `text` tells what each does, in a few words. */
const groups: readonly {
  readonly title: string;
  readonly rows: readonly (readonly [usage: string, text: string])[];
}[] = [
  {
    title: "Look around",
    rows: [
      ["cat FILE", "show a file"],
      ["ls -l FOLDER", "list files, with their times"],
      ["cd FOLDER", "go to a folder; pwd tells where you are"],
      ["grep WORD FILE", "show the lines with a word in them"],
      ["tail FILE", "show the end of a file, such as a log"],
    ],
  },
  {
    title: "Change files (the pane Files does it too)",
    rows: [
      ["vi FILE", "open it in the editor; nano, emacs and others do so too"],
      ["echo WORD >> FILE", "add a line"],
      ["cp FROM TO", "copy; mv renames, rm removes"],
    ],
  },
  {
    title: "Ask the network",
    rows: [
      ["telnet HOST 25", "talk SMTP to a mail server: HELO, MAIL FROM, RCPT TO, QUIT"],
      ["host NAME", "ask DNS for addresses and mail exchangers, or for a name"],
      ["ping HOST", "see whether a machine answers"],
      ["dnsqr TYPE NAME", "show a whole answer of DNS"],
      ["nc HOST PORT", "send what is typed or piped in"],
      ["swaks -t ADDRESS", "send a test mail and show the dialogue"],
      ["netstat -ltn", "list the ports that somebody listens on"],
    ],
  },
  {
    title: "Run the mail server",
    rows: [
      ["qmailctl cdb", "compile /etc/tcp.smtp, which says who may relay"],
      ["tcprulescheck CDB", "ask the rules what they say of $TCPREMOTEIP"],
      ["qmail-showctl", "say what the files in /var/qmail/control mean"],
      ["svstat /service/*", "tell how the services are; svc -t FOLDER restarts one"],
    ],
  },
];

const columns = 76;

/** help(1): the commands that newcomers need, by what they are for, as far as this host has them; then all of them. */
export function* help(system: WorldSystem): WorldRunning {
  const names = system.programNames();
  printLine(system, "Type a command and press Enter. Tab completes names, Ctrl-C stops a program.");
  for (const { title, rows } of groups) {
    const here = rows.filter(([usage]) => [...names, "cd"].includes(usage.split(" ")[0] ?? ""));
    if (here.length === 0) continue;
    printLine(system, "");
    printLine(system, title);
    for (const [usage, text] of here) printLine(system, `  ${usage.padEnd(20)}${text}`);
  }
  printLine(system, "");
  printLine(system, "Read more");
  printLine(system, `  ${"man NAME".padEnd(20)}what a command or a file does; man relaying: the whole idea`);
  printLine(system, `  ${"man -k WORD".padEnd(20)}search the manual`);
  printLine(system, "");
  printLine(system, "All commands");
  let line = " ";
  for (const name of [...new Set([...names, ...builtinNames()])].sort()) {
    if (line.length + 1 + name.length > columns) {
      printLine(system, line);
      line = " ";
    }
    line += ` ${name}`;
  }
  printLine(system, line);
  return exit(0);
}
