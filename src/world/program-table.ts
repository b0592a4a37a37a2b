import type { ByteString } from "../engine/bytes/index.ts";
import { qmailNewmrh } from "../engine/newmrh/index.ts";
import { PROFILES, qmailSmtpd } from "../engine/smtpd/index.ts";
import { tcprulescheck, tcprules } from "../engine/tcprules/index.ts";
import { baseName, readFile, resolvePath, type FileNode } from "./files/index.ts";
import { hosted } from "./hosted.ts";
import type { Host } from "./host.ts";
import { interpreterOf, programPath } from "./program-files.ts";
import type { Process, WorldProgram } from "./process.ts";
import {
  cat,
  chmod,
  chown,
  cp,
  date,
  diff,
  echo,
  env,
  envdir,
  envuidgid,
  failing,
  grep,
  head,
  help,
  host,
  hostname,
  id,
  ls,
  multilog,
  mkdir,
  mv,
  netstat,
  ping,
  printf,
  ps,
  qmailLocal,
  qmailQueue,
  fixcrio,
  qmailctl,
  qmailShowctl,
  rblsmtpd,
  recordio,
  readproctitle,
  qmailRemote,
  qmailSend,
  qmailStart,
  rm,
  supervise,
  svc,
  svok,
  svscan,
  svstat,
  tai64n,
  tai64nlocal,
  rmdir,
  sed,
  setuidgid,
  sleep,
  softlimit,
  sort,
  su,
  succeed,
  tail,
  tcpserver,
  telnet,
  withKeyboardNote,
  test,
  touch,
  uniq,
  wc,
  whoami,
} from "./programs/index.ts";
import { sh } from "./shell/index.ts";

/** What a host needs to have installed for a program to be there. */
export type Software = "base" | "daemontools" | "ucspi-tcp" | "qmail";

export interface ProgramRow {
  /** Where the program is installed. */
  readonly path: ByteString;
  readonly software: Software;
  /** Permission bits of its file; default 755. */
  readonly mode?: number;
  /** Whose it is; default root. */
  readonly owner?: string;
  /** The program, as it's installed on this host. */
  readonly on: (host: Host) => WorldProgram;
}

const daemontools: readonly (readonly [string, WorldProgram])[] = [
  ["multilog", multilog],
  ["readproctitle", readproctitle],
  ["supervise", supervise],
  ["svc", svc],
  ["svok", svok],
  ["svscan", svscan],
  ["svstat", svstat],
  ["tai64n", tai64n],
  ["tai64nlocal", tai64nlocal],
];

/** Every program of the world, by name. To add one: a file under programs/, and a row here. */
export const programTable: ReadonlyMap<string, ProgramRow> = new Map<string, ProgramRow>([
  ["sh", { path: "/bin/sh", software: "base", on: () => sh }],
  ["cat", { path: "/bin/cat", software: "base", on: () => cat }],
  ["cp", { path: "/bin/cp", software: "base", on: () => cp }],
  ["date", { path: "/bin/date", software: "base", on: () => date }],
  ["echo", { path: "/bin/echo", software: "base", on: () => echo }],
  ["env", { path: "/usr/bin/env", software: "base", on: () => env }],
  ["help", { path: "/usr/bin/help", software: "base", on: () => help }],
  ["host", { path: "/usr/bin/host", software: "base", on: () => host }],
  ["hostname", { path: "/bin/hostname", software: "base", on: () => hostname }],
  ["ls", { path: "/bin/ls", software: "base", on: () => ls }],
  ["mv", { path: "/bin/mv", software: "base", on: () => mv }],
  ["netstat", { path: "/bin/netstat", software: "base", on: () => netstat }],
  ["ping", { path: "/bin/ping", software: "base", on: () => ping }],
  ["rm", { path: "/bin/rm", software: "base", on: () => rm }],
  ...baseRows({
    "/bin/[": test,
    "/bin/chmod": chmod,
    "/bin/chown": chown,
    "/usr/bin/diff": diff,
    "/bin/false": failing,
    "/bin/grep": grep,
    "/usr/bin/head": head,
    "/usr/bin/id": id,
    "/bin/mkdir": mkdir,
    "/usr/bin/printf": printf,
    "/bin/ps": ps,
    "/bin/rmdir": rmdir,
    "/bin/sed": sed,
    "/bin/sleep": sleep,
    "/usr/bin/sort": sort,
    "/bin/su": su,
    "/usr/bin/tail": tail,
    "/usr/bin/test": test,
    "/bin/touch": touch,
    "/bin/true": succeed,
    "/usr/bin/uniq": uniq,
    "/usr/bin/wc": wc,
    "/usr/bin/whoami": whoami,
  }),
  ["envdir", { path: "/usr/local/bin/envdir", software: "ucspi-tcp", on: () => envdir }],
  ["envuidgid", { path: "/usr/local/bin/envuidgid", software: "ucspi-tcp", on: () => envuidgid }],
  ["setuidgid", { path: "/usr/local/bin/setuidgid", software: "ucspi-tcp", on: () => setuidgid }],
  ["softlimit", { path: "/usr/local/bin/softlimit", software: "ucspi-tcp", on: () => softlimit }],
  ["telnet", { path: "/usr/bin/telnet", software: "base", on: () => telnet }],
  ...daemontools.map(([name, program]): [string, ProgramRow] => [
    name,
    { path: `/usr/local/bin/${name}`, software: "daemontools", on: () => program },
  ]),
  ["tcpserver", { path: "/usr/local/bin/tcpserver", software: "ucspi-tcp", on: () => tcpserver }],
  ["fixcrio", { path: "/usr/local/bin/fixcrio", software: "ucspi-tcp", on: () => fixcrio }],
  ["recordio", { path: "/usr/local/bin/recordio", software: "ucspi-tcp", on: () => recordio }],
  ["rblsmtpd", { path: "/usr/local/bin/rblsmtpd", software: "ucspi-tcp", on: () => rblsmtpd }],
  [
    "tcprules",
    {
      path: "/usr/local/bin/tcprules",
      software: "ucspi-tcp",
      on: () => withKeyboardNote(hosted(tcprules), { argumentCount: 2, usual: "< /etc/tcp.smtp" }),
    },
  ],
  [
    "tcprulescheck",
    { path: "/usr/local/bin/tcprulescheck", software: "ucspi-tcp", on: () => hosted(tcprulescheck) },
  ],
  [
    "qmail-newmrh",
    { path: "/var/qmail/bin/qmail-newmrh", software: "qmail", on: () => atQmailHome(hosted(qmailNewmrh)) },
  ],
  [
    "qmail-queue",
    {
      path: "/var/qmail/bin/qmail-queue",
      software: "qmail",
      mode: 0o4711,
      owner: "qmailq",
      on: () => atQmailHome(qmailQueue),
    },
  ],
  ["qmail-showctl", { path: "/var/qmail/bin/qmail-showctl", software: "qmail", on: () => qmailShowctl }],
  ["qmailctl", { path: "/var/qmail/bin/qmailctl", software: "qmail", on: () => qmailctl }],
  ["qmail-local", { path: "/var/qmail/bin/qmail-local", software: "qmail", on: () => qmailLocal }],
  [
    "qmail-remote",
    { path: "/var/qmail/bin/qmail-remote", software: "qmail", on: () => atQmailHome(qmailRemote) },
  ],
  ["qmail-send", { path: "/var/qmail/bin/qmail-send", software: "qmail", on: () => qmailSend }],
  ["qmail-start", { path: "/var/qmail/bin/qmail-start", software: "qmail", on: () => qmailStart }],
  [
    "qmail-smtpd",
    {
      path: "/var/qmail/bin/qmail-smtpd",
      software: "qmail",
      on: ({ qmail }) => atQmailHome(hosted(qmailSmtpd(qmail ?? PROFILES["netqmail-1.06"]))),
    },
  ],
]);

/** Rows of programs that every host has, by their paths. */
function baseRows(
  programs: Readonly<Record<string, WorldProgram>>,
): readonly (readonly [string, ProgramRow])[] {
  return Object.entries(programs).map(
    ([path, program]) => [baseName(path), { path, software: "base", on: () => program }] as const,
  );
}

/** The program that a process's argv names, or null if there is no such file, or none that can run. */
export function findProgram(process: Process): WorldProgram | null {
  const { host, argv } = process;
  const path = programPath(process, argv[0] ?? "", process.environment);
  const node = path === null ? "ENOENT" : readFile(host.files, path);
  if (path === null || typeof node === "string") return null;
  const interpreter = node.program === null ? interpreterOf(node) : null;
  if (interpreter === null) return programOf(host, node);
  const runner = readFile(host.files, resolvePath("/", interpreter.path));
  const program = typeof runner === "string" ? null : programOf(host, runner);
  const { path: name, argument } = interpreter;
  const scriptArgv = [baseName(name), ...(argument === null ? [] : [argument]), path, ...argv.slice(1)];
  return program === null ? null : (system) => program({ ...system, argv: scriptArgv });
}

function programOf(host: Host, { program }: FileNode): WorldProgram | null {
  return (program === null ? undefined : programTable.get(program)?.on(host)) ?? null;
}

/** qmail's programs go to their home first: their paths are relative to it. Source: qmail-1.03 auto_qmail.c. */
function atQmailHome(program: WorldProgram): WorldProgram {
  return (system) => {
    system.changeFolder("/var/qmail");
    return program(system);
  };
}
