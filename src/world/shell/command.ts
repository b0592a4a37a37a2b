import { bytesOf, encodeByteString, type ByteString } from "../../engine/bytes/index.ts";
import type { Environment, FileError } from "../../engine/program/index.ts";
import { unixErrorText } from "../files/index.ts";
import { builtins } from "./builtins.ts";
import { expandToOne, expandWords } from "./expand.ts";
import type { SimpleCommand } from "../../engine/sh/index.ts";
import { redirect } from "./redirect.ts";
import { environmentOf } from "./environment.ts";
import {
  cannotFork,
  closeAll,
  complain,
  exitCodes,
  ownDescriptors,
  shellOf,
  tell,
  type Descriptors,
  type Shell,
  type Steps,
} from "./shell.ts";
import { advise, carriageReturnHint } from "./slips.ts";

/** Where in its pipeline a command stands. */
export interface Place {
  readonly descriptors: Descriptors;
  /** A pipeline of one command, which the shell itself can be. */
  readonly isAlone: boolean;
}

/** A simple command, expanded. */
interface Ready extends Place {
  readonly words: readonly ByteString[];
  readonly assignments: readonly (readonly [name: ByteString, value: ByteString])[];
}

/** Starts one command. Tells its process id, or null if the shell has done it itself (its status is set then). */
export function* startCommand(
  shell: Shell,
  command: SimpleCommand,
  { descriptors: base, isAlone }: Place,
): Steps<number | null> {
  shell.line = command.line;
  const words = yield* expandWords(shell, command.words);
  if (words === null) return null;
  const assignments: (readonly [ByteString, ByteString])[] = [];
  for (const { name, value } of command.assignments) {
    const text = yield* expandToOne(shell, value);
    if (text === null) return null;
    assignments.push([encodeByteString(name), text]);
  }
  const traced = [...assignments.map((pair) => pair.join("=")), ...words];
  if (shell.options.includes("x")) tell(shell, `+ ${traced.join(" ")}`);
  const redirected = yield* redirect(shell, command.redirections, base);
  if (redirected === null) {
    shell.status = exitCodes.trouble;
    return null;
  }
  const { descriptors, opened } = redirected;
  let processId: number | null = null;
  if (words.length > 0) {
    processId = yield* dispatch(shell, { words, assignments, descriptors, isAlone });
  } else {
    for (const [variable, value] of isAlone ? assignments : []) shell.variables.set(variable, value);
    // POSIX.1-2017 XCU 2.9.1: without a command's name, the status is that of the last command substitution.
    const values = [
      ...command.words.map(({ word }) => word),
      ...command.assignments.map(({ value }) => value),
    ];
    if (!values.flat().some(({ kind }) => kind === "command")) shell.status = 0;
  }
  closeAll(shell, opened);
  return processId;
}

function* dispatch(shell: Shell, { words, assignments, descriptors, isAlone }: Ready): Steps<number | null> {
  const { system } = shell;
  const [name = "", ...rest] = words;
  const environment = environmentOf(shell, assignments);
  const writeTo = (descriptor: number, text: ByteString): void => {
    system.writeTo(descriptors.get(descriptor) ?? -1, bytesOf(text));
  };
  const complainHere = (text: ByteString): void => complain(shell, text, descriptors);
  if (name === "exec" && isAlone) {
    shell.status = become(shell, rest, { environment, descriptors });
    return null;
  }
  const builtin = builtins.get(name);
  if (builtin !== undefined) {
    const print = (text: ByteString): void => writeTo(1, text);
    const context = { environment, descriptors, print, complain: complainHere };
    const result = builtin(isAlone ? shell : copyForPipeline(shell), rest, context);
    shell.status = typeof result === "number" ? result : yield* result;
    if (name === "cd" && shell.status !== 0) yield* advise(shell, ["--", ...words], descriptors.get(2));
    return null;
  }
  const argv = argvOf(shell, words, environment);
  if (typeof argv === "string") {
    complainHere(notRunText(name, argv));
    yield* advise(shell, ["--", ...words], descriptors.get(2));
    shell.status = notRunCode(argv);
    return null;
  }
  const processId = system.start({ argv, environment, descriptors });
  if (processId !== null) return processId;
  cannotFork(shell, name, descriptors);
  return null;
}

/** With which arguments a command is started: a file that doesn't say by whom it's run is run by a shell; or why it can't be. */
// POSIX.1-2017 XCU 2.9.1.1
function argvOf(
  { system }: Shell,
  words: readonly ByteString[],
  environment: Environment,
): readonly ByteString[] | FileError {
  const [name = ""] = words;
  if (system.programPath(name, environment) !== null) return words;
  const why = system.whyNotRun(name, environment);
  return why === "ENOEXEC" && name.includes("/") ? ["/bin/sh", ...words] : why;
}

/** The shell goes on with these descriptors, and as this program, if one is named. Tells the exit code if it can't. */
function become(
  shell: Shell,
  words: readonly ByteString[],
  { environment, descriptors }: { readonly environment: Environment; readonly descriptors: Descriptors },
): number {
  const { system } = shell;
  const [name] = words;
  const argv = name === undefined ? [] : argvOf(shell, words, environment);
  if (typeof argv === "string") {
    complain(shell, `exec: ${notRunText(name ?? "", argv)}`, descriptors);
    const code = notRunCode(argv);
    if (!shell.isInteractive) shell.ending = { kind: "exit", code };
    return code;
  }
  system.replaceDescriptors(descriptors);
  shell.descriptors = ownDescriptors;
  if (argv.length > 0) shell.ending = { kind: "exec", argv, environment };
  return 0;
}

/** A copy of the shell for a builtin in a pipeline: what it changes is lost. */
// POSIX.1-2017 XCU 2.12
function copyForPipeline(shell: Shell): Shell {
  const system = { ...shell.system, changeFolder: () => undefined };
  return shellOf(system, shell);
}

function notRunText(name: ByteString, why: FileError): ByteString {
  const notFound = name.includes("/") ? "no such program" : "command not found";
  return `${name}: ${why === "ENOENT" ? notFound : unixErrorText(why)}${carriageReturnHint(name)}`;
}

// POSIX.1-2017 XCU 2.8.2
function notRunCode(why: FileError): number {
  return why === "ENOENT" ? exitCodes.notFound : exitCodes.cannotStart;
}
