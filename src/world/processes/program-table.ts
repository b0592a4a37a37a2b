import type { ByteString } from "../../engine/bytes/index.ts";
import { baseName, type FileNode, readFile, resolvePath } from "../files/index.ts";
import { interpreterOf, programPath } from "../program-files.ts";
import type { Process, Programs, WorldProgram } from "../process.ts";
import { firstPrograms } from "../programs/index.ts";

/** What a host needs to have installed for a program to be there. */
export type Software = "base" | "daemontools" | "ucspi-tcp" | "qmail" | "inetd" | "mail-server";

export interface ProgramRow {
  readonly name: string;
  /** Where the program is installed. */
  readonly path: ByteString;
  readonly software: Software;
  /** Permission bits of its file. */
  readonly mode: number;
  readonly owner: string;
}

/** The programs of each package, by the folder that they are in. */
const installed: readonly (readonly [Software, ByteString, string])[] = [
  [
    "base",
    "/bin",
    "[ bash cat chgrp chmod chown cp date echo false grep hostname ls mkdir mv netstat ping ps rm rmdir sed sh sleep su touch true",
  ],
  [
    "base",
    "/usr/bin",
    "apropos basename cut diff dirname dos2unix emacs env find head help host id joe kill killall less mail man more nano nc pico printf seq sort swaks tail tee telnet test tr uniq vi view wc whatis which whoami xargs",
  ],
  [
    "daemontools",
    "/usr/local/bin",
    "envdir envuidgid multilog readproctitle setuidgid softlimit supervise svc svok svscan svstat tai64n tai64nlocal",
  ],
  ["ucspi-tcp", "/usr/local/bin", "fixcrio rblsmtpd recordio tcprules tcprulescheck tcpserver"],
  ["qmail", "/usr/sbin", "sendmail"],
  ["qmail", "/usr/lib", "sendmail"],
  ["qmail", "/usr/bin", "mailq"],
  ["mail-server", "/usr/sbin", "mail-server"],
  [
    "qmail",
    "/var/qmail/bin",
    "bouncesaying condredirect except forward maildirmake preline qmail-inject qmail-local qmail-newmrh qmail-qread qmail-qstat qmail-queue qmail-remote qmail-send qmail-showctl qmail-smtpd qmail-start qmailctl sendmail splogger tcp-env",
  ],
  ["base", "/usr/lib", "command-not-found"],
  ["inetd", "/usr/local/bin", "inetd tcpd"],
  ["base", "/usr/local/bin", "dnsip dnsmx dnsname dnsqr dnstxt"],
];

/** Files that aren't root's, or have other permission bits than 755. Source: qmail-1.03 hier.c. */
const special: Readonly<Record<string, Pick<ProgramRow, "mode" | "owner">>> = {
  "qmail-queue": { mode: 0o4711, owner: "qmailq" },
};

/**
 * Every program of the world. To add one: a file under programs/, its name here, a line in programs/more.ts (in
 * programs/first.ts, if the first verdict needs it), and a page in programs/man/pages/.
 */
export const programTable: readonly ProgramRow[] = installed.flatMap(([software, folder, names]) =>
  names.split(" ").map((name) => ({
    name,
    path: `${folder}/${name}`,
    software,
    mode: 0o755,
    owner: "root",
    ...special[name],
  })),
);

const programs = new Map(Object.entries(firstPrograms));

/** Brings programs that a page didn't have at its first paint. */
export function addPrograms(more: Programs): void {
  for (const [name, program] of Object.entries(more)) programs.set(name, program);
}

/** Whether a program of this name is here. */
export function hasProgram(name: string): boolean {
  return programs.has(name);
}

/**
 * The program that a file's name means for a process, mostly its argv[0]; null if there is no such file, or none that can run; "not here yet" if it's
 * one of those that `addPrograms` has still to bring.
 */
export function findProgram(process: Process, file: ByteString): WorldProgram | "not here yet" | null {
  const { host, argv } = process;
  const path = programPath(process, file, process.environment);
  const node = path === null ? "ENOENT" : readFile(host.files, path);
  if (path === null || typeof node === "string") return null;
  const interpreter = node.program === null ? interpreterOf(node) : null;
  if (interpreter === null) return programOf(node);
  const runner = readFile(host.files, resolvePath("/", interpreter.path));
  const program = typeof runner === "string" ? null : programOf(runner);
  if (typeof program !== "function") return program;
  const { path: name, argument } = interpreter;
  const scriptArgv = [baseName(name), ...(argument === null ? [] : [argument]), path, ...argv.slice(1)];
  return (system) => program({ ...system, argv: scriptArgv });
}

function programOf({ program }: FileNode): WorldProgram | "not here yet" | null {
  return program === null ? null : (programs.get(program) ?? "not here yet");
}
