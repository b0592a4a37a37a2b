import { languageOf } from "../../languages/index.ts";

/** A button that types for the person. */
export interface QuickKey {
  readonly title: string;
  readonly line: string;
  /** UTF-16 offset of the place where the rest is typed; the end if it isn't given. */
  readonly cursor?: number;
}

/** To a mail server: what is said most, with the cursor where the address goes. */
export const smtpKeys: readonly QuickKey[] = [
  { title: "HELO", line: "HELO " },
  { title: "MAIL", line: "MAIL FROM:<>", cursor: "MAIL FROM:<".length },
  { title: "RCPT", line: "RCPT TO:<>", cursor: "RCPT TO:<".length },
];

/**
 * At a shell's prompt: whole commands, each of which the host has. `files` are those of the host that the lesson shows;
 * `knows` tells whether a command is there.
 */
export function shellKeys(
  files: readonly string[],
  knows: (command: string) => boolean,
): readonly QuickKey[] {
  const lines = [
    ...files.filter((path) => languageOf(path).id === "tcp-rules").map(compileLine),
    ...files.flatMap((path) => restartLine(path) ?? []),
    ...files.map((path) => `cat ${path}`),
    "ls",
    "help",
  ];
  return lines.filter((line) => knows(commandOf(line))).map((line) => ({ title: titleOf(line), line }));
}

function compileLine(path: string): string {
  return `tcprules ${path}.cdb ${path}.tmp < ${path}`;
}

/** A run script has its effect once its service is started anew. */
function restartLine(path: string): string | null {
  const service = /^(\/service\/[^/]+)\/run$/.exec(path)?.[1];
  return service === undefined ? null : `svc -t ${service}`;
}

function commandOf(line: string): string {
  return line.split(" ", 1)[0] ?? line;
}

/** The command and what tells it from others: the name of a file alone. */
function titleOf(line: string): string {
  const path = line.split(" ").at(-1) ?? "";
  const command = commandOf(line);
  if (command === "svc") return `restart ${path.slice(path.lastIndexOf("/") + 1)}`;
  return command === "cat" ? `cat ${path.slice(path.lastIndexOf("/") + 1)}` : command;
}
