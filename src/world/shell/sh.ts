import {
  byteString,
  bytesOf,
  decodeText,
  encodeByteString,
  type ByteString,
} from "../../engine/bytes/index.ts";
import { errorText, type Ending, type Environment } from "../../engine/program/index.ts";
import { readFile } from "../files/index.ts";
import type { WorldArrival, WorldSystem, WorldWait } from "../process.ts";
import { builtins } from "./builtins.ts";
import { expandWord } from "./expand.ts";
import type { Shell } from "./shell.ts";
import { parseLine, type Command, type Pipeline, type Redirection } from "./parse.ts";
import { slipHint } from "./slips.ts";

type Steps<T> = Generator<WorldWait, T, WorldArrival>;

/** Exit codes of a shell. Source: POSIX.1-2017 XCU 2.8.2. */
const exitCodes = { syntax: 2, interrupted: 130 } as const;

/** sh(1): takes lines from a script file or from standard input, where it shows a prompt if that's a console. */
export function* sh(system: WorldSystem): Steps<Ending> {
  const shell: Shell = {
    system,
    variables: new Map(system.environment),
    exported: new Set(system.environment.keys()),
    status: 0,
    ending: null,
  };
  const [, script] = system.argv;
  if (script === undefined) yield* interact(shell);
  else yield* runScript(shell, script);
  return shell.ending ?? { kind: "exit", code: shell.status };
}

function* interact(shell: Shell): Steps<void> {
  const { system } = shell;
  let buffered: ByteString = "";
  while (shell.ending === null) {
    const newline = buffered.indexOf("\n");
    if (newline !== -1) {
      const line = buffered.slice(0, newline);
      buffered = buffered.slice(newline + 1);
      yield* runLine(shell, decodeText(bytesOf(line)));
      continue;
    }
    system.showPrompt(promptOf(shell));
    const arrival = yield { kind: "read", timeoutSeconds: null };
    system.showPrompt(null);
    if (arrival.kind !== "bytes") return;
    buffered += byteString(arrival.bytes);
  }
}

function* runScript(shell: Shell, path: ByteString): Steps<void> {
  const node = readFile(shell.system.files, shell.system.absolute(path));
  if (typeof node === "string") {
    complain(shell, `sh: ${path}: ${errorText(node)}`);
    shell.status = 127;
    return;
  }
  for (const [index, line] of decodeText(node.bytes).split("\n").entries()) {
    if (shell.ending !== null) return;
    yield* runLine(shell, line, `${path}: line ${index + 1}: `);
  }
}

function* runLine(shell: Shell, line: string, place = ""): Steps<void> {
  const parsed = parseLine(line);
  if (parsed.kind === "failed") {
    complain(shell, `sh: ${place}${encodeByteString(parsed.message)} (column ${parsed.column})`);
    shell.status = exitCodes.syntax;
    return;
  }
  for (const pipeline of parsed.pipelines) {
    if (shell.ending !== null) return;
    if (pipeline.when === "succeeded" && shell.status !== 0) continue;
    if (pipeline.when === "failed" && shell.status === 0) continue;
    yield* runPipeline(shell, pipeline);
  }
}

function* runPipeline(shell: Shell, pipeline: Pipeline): Steps<void> {
  const { system } = shell;
  const processIds: (number | null)[] = [];
  let input = 0;
  for (const [index, command] of pipeline.commands.entries()) {
    const isLast = index === pipeline.commands.length - 1;
    const pipe = isLast ? null : system.pipe();
    const started = startCommand(shell, command, {
      input,
      output: pipe?.writer ?? 1,
      isAlone: isLast && index === 0,
    });
    if (input !== 0) system.close(input);
    if (pipe !== null) system.close(pipe.writer);
    input = pipe?.reader ?? 0;
    processIds.push(started);
  }
  for (const [index, processId] of processIds.entries()) {
    if (processId === null) continue;
    const arrival = yield { kind: "await exit", processId };
    const isLast = index === processIds.length - 1;
    if (isLast && arrival.kind === "exited") shell.status = arrival.code ?? exitCodes.interrupted;
  }
}

interface Place {
  readonly input: number;
  readonly output: number;
  /** A pipeline of one command, which the shell itself can be. */
  readonly isAlone: boolean;
}

/** Starts one command. Tells its process id, or null if the shell has done it itself (its status is set then). */
function startCommand(shell: Shell, command: Command, place: Place): number | null {
  const { system } = shell;
  const valueOf = (name: string): ByteString | null =>
    name === "?"
      ? String(shell.status)
      : name === "$"
        ? String(system.processId)
        : (shell.variables.get(name) ?? null);
  const words = command.words.flatMap((word) => expandWord(word, valueOf) ?? []);
  const assignments = command.assignments.map(
    ({ name, value }) => [encodeByteString(name), expandWord(value, valueOf) ?? ""] as const,
  );
  const opened = redirect(shell, command.redirections, place, valueOf);
  if (opened === null) {
    shell.status = 1;
    return null;
  }
  const close = (): void => {
    for (const descriptor of opened.temporary) system.close(descriptor);
  };
  const [name, ...rest] = words;
  if (name === undefined) {
    for (const [variable, value] of assignments) shell.variables.set(variable, value);
    shell.status = 0;
    close();
    return null;
  }
  const environment = environmentOf(shell, assignments);
  const builtin = place.isAlone ? builtins.get(name) : undefined;
  if (builtin !== undefined) {
    const output = opened.descriptors.get(1) ?? 1;
    shell.status = builtin(shell, rest, {
      environment,
      print: (text) => system.writeTo(output, bytesOf(text)),
    });
    close();
    return null;
  }
  if (!isProgram(shell, name)) {
    complain(shell, `sh: ${name}: ${name.includes("/") ? "no such program" : "command not found"}`);
    const hint = slipHint(decodeText(bytesOf(name)), shell);
    if (hint !== null) complain(shell, encodeByteString(hint));
    shell.status = 127;
    close();
    return null;
  }
  const processId = system.start({ argv: [name, ...rest], environment, descriptors: opened.descriptors });
  close();
  return processId;
}

function redirect(
  shell: Shell,
  redirections: readonly Redirection[],
  place: Place,
  valueOf: (name: string) => ByteString | null,
): { descriptors: ReadonlyMap<number, number>; temporary: readonly number[] } | null {
  const { system } = shell;
  const descriptors = new Map([
    [0, place.input],
    [1, place.output],
    [2, 2],
  ]);
  const temporary: number[] = [];
  for (const { descriptor, how, target } of redirections) {
    const path = expandWord(target, valueOf) ?? "";
    if (how === "duplicate") {
      descriptors.set(descriptor, descriptors.get(Number(path)) ?? 1);
      continue;
    }
    const opened = system.open(path, how);
    if (opened.kind === "failed") {
      for (const other of temporary) system.close(other);
      complain(shell, `sh: ${path}: ${errorText(opened.error)}`);
      return null;
    }
    temporary.push(opened.descriptor);
    descriptors.set(descriptor, opened.descriptor);
  }
  return { descriptors, temporary };
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

function isProgram(shell: Shell, name: ByteString): boolean {
  return shell.system.programPath(name) !== null;
}

function complain(shell: Shell, text: ByteString): void {
  shell.system.writeTo(2, bytesOf(`${text}\n`));
}

function promptOf({ system }: Shell): string {
  const { user, id, home } = system.host;
  const folder = system.folder() === home ? "~" : decodeText(bytesOf(system.folder()));
  return `${user}@${id}:${folder}${user === "root" ? "#" : "$"} `;
}
