import { bytesOf, decodeText, encodeByteString, type ByteString } from "../../engine/bytes/index.ts";
import { errorText, type Environment } from "../../engine/program/index.ts";
import { builtins } from "./builtins.ts";
import { expandToOne, expandWord, type ValueOf } from "./expand.ts";
import type { Command, Redirection } from "./parse.ts";
import type { Shell } from "./shell.ts";
import { slipHint } from "./slips.ts";

/** Exit codes of a shell. Source: POSIX.1-2017 XCU 2.8.2; 130 is 128 and SIGINT's number. */
export const exitCodes = {
  trouble: 1,
  syntax: 2,
  cannotStart: 126,
  notFound: 127,
  interrupted: 130,
} as const;

/** Where in its pipeline a command stands. */
export interface Place {
  /** The shell's descriptors that are its standard input and output. */
  readonly input: number;
  readonly output: number;
  /** A pipeline of one command, which the shell itself can be. */
  readonly isAlone: boolean;
}

/** The descriptors that a command gets, by the number that it gets them as, each as a descriptor of the shell. */
type Descriptors = ReadonlyMap<number, number>;

/** Starts one command. Tells its process id, or null if the shell has done it itself (its status is set then). */
export function startCommand(shell: Shell, command: Command, place: Place): number | null {
  const opened = redirect(shell, command.redirections, place);
  if (opened === null) {
    shell.status = exitCodes.trouble;
    return null;
  }
  const processId = dispatch(shell, command, { ...place, descriptors: opened.descriptors });
  for (const descriptor of opened.temporary) shell.system.close(descriptor);
  return processId;
}

function dispatch(
  shell: Shell,
  command: Command,
  { isAlone, descriptors }: Place & { readonly descriptors: Descriptors },
): number | null {
  const { system } = shell;
  const valueOf = valuesOf(shell);
  const assignments = command.assignments.map(
    ({ name, value }) => [encodeByteString(name), expandToOne(value, valueOf)] as const,
  );
  const [name, ...rest] = command.words.flatMap((word) => expandWord(word, valueOf));
  if (name === undefined) {
    for (const [variable, value] of isAlone ? assignments : []) shell.variables.set(variable, value);
    shell.status = 0;
    return null;
  }
  const environment = environmentOf(shell, assignments);
  const writeTo = (descriptor: number, text: ByteString): void => {
    system.writeTo(descriptors.get(descriptor) ?? descriptor, bytesOf(text));
  };
  const complainHere = (text: ByteString): void => writeTo(2, `${shell.place}${text}\n`);
  if (name === "exec" && isAlone) {
    shell.status = become(shell, rest, { environment, descriptors });
    return null;
  }
  const builtin = builtins.get(name);
  if (builtin !== undefined) {
    const context = { environment, print: (text: ByteString) => writeTo(1, text), complain: complainHere };
    shell.status = builtin(isAlone ? shell : subshell(shell), rest, context);
    return null;
  }
  if (system.programPath(name, environment) === null) {
    complainHere(notFoundText(name));
    const hint = slipHint(decodeText(bytesOf(name)), shell);
    if (hint !== null) writeTo(2, `${encodeByteString(hint)}\n`);
    shell.status = exitCodes.notFound;
    return null;
  }
  const processId = system.start({ argv: [name, ...rest], environment, descriptors });
  if (processId !== null) return processId;
  complainHere(`${name}: this host has too many processes already`);
  shell.status = exitCodes.cannotStart;
  return null;
}

/** The shell goes on with these descriptors, and as this program, if one is named. Tells the exit code if it can't. */
function become(
  shell: Shell,
  argv: readonly ByteString[],
  { environment, descriptors }: { readonly environment: Environment; readonly descriptors: Descriptors },
): number {
  const { system } = shell;
  const [name] = argv;
  if (name !== undefined && system.programPath(name, environment) === null) {
    complain(shell, `exec: ${notFoundText(name)}`);
    if (!shell.isInteractive) shell.ending = { kind: "exit", code: exitCodes.notFound };
    return exitCodes.notFound;
  }
  system.replaceDescriptors(descriptors);
  if (name !== undefined) shell.ending = { kind: "exec", argv, environment };
  return 0;
}

/** A copy of the shell for a builtin in a pipeline: what it changes is lost. */
// POSIX.1-2017 XCU 2.12
function subshell(shell: Shell): Shell {
  const system = { ...shell.system, changeFolder: () => undefined };
  return { ...shell, system, variables: new Map(shell.variables), exported: new Set(shell.exported) };
}

function redirect(
  shell: Shell,
  redirections: readonly Redirection[],
  place: Place,
): { readonly descriptors: Descriptors; readonly temporary: readonly number[] } | null {
  const { system } = shell;
  const descriptors = new Map([
    [0, place.input],
    [1, place.output],
    [2, 2],
  ]);
  const temporary: number[] = [];
  const fail = (what: ByteString): null => {
    for (const descriptor of temporary) system.close(descriptor);
    complain(shell, what);
    return null;
  };
  for (const { descriptor, how, target } of redirections) {
    const name = expandToOne(target, valuesOf(shell));
    if (how === "duplicate") {
      const source = /^\d{1,3}$/.test(name) ? descriptors.get(Number(name)) : undefined;
      if (source === undefined) return fail(`${name}: bad file descriptor`);
      descriptors.set(descriptor, source);
      continue;
    }
    const opened = system.open(name, how);
    if (opened.kind === "failed")
      return fail(`${name}: ${errorText(opened.error)}${carriageReturnHint(name)}`);
    temporary.push(opened.descriptor);
    descriptors.set(descriptor, opened.descriptor);
  }
  return { descriptors, temporary };
}

function valuesOf(shell: Shell): ValueOf {
  return (name) => {
    if (name === "?") return String(shell.status);
    if (name === "$") return String(shell.system.processId);
    if (name === "#") return String(Math.max(0, shell.parameters.length - 1));
    if (/^\d/.test(name)) return shell.parameters[Number(name)] ?? null;
    return shell.variables.get(name) ?? null;
  };
}

function environmentOf(
  shell: Shell,
  assignments: readonly (readonly [ByteString, ByteString])[],
): Environment {
  const environment = new Map<ByteString, ByteString>();
  for (const name of shell.exported) {
    const value = shell.variables.get(name);
    if (value !== undefined) environment.set(name, value);
  }
  for (const [name, value] of assignments) environment.set(name, value);
  return environment;
}

function notFoundText(name: ByteString): ByteString {
  const what = name.includes("/") ? "no such program" : "command not found";
  return `${name}: ${what}${carriageReturnHint(name)}`;
}

/** A carriage return can't be seen, but it's what is wrong with each line of a file that Windows has saved. */
function carriageReturnHint(name: ByteString): ByteString {
  return name.endsWith("\r") ? " (the line ends in a carriage return, CR)" : "";
}

/** Says on the shell's standard error what is wrong, and where. */
export function complain(shell: Shell, text: ByteString): void {
  shell.system.writeTo(2, bytesOf(`${shell.place}${text}\n`));
}
