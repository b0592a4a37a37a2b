import { byteString, encodeByteString, joinBytes, type ByteString } from "../../engine/bytes/index.ts";
import type { Ending } from "../../engine/program/index.ts";
import { startCommand } from "./command.ts";
import { environmentOf } from "./environment.ts";
import { expandToOne, expandToPattern, expandWords } from "./expand.ts";
import {
  isPattern,
  matches,
  parser,
  type Command,
  type CompoundCommand,
  type List,
  type Pipeline,
  type SyntaxTrouble,
} from "../../engine/sh/index.ts";
import { pause, type WorldProgram } from "../process.ts";
import { limits } from "../limits.ts";
import { redirect } from "./redirect.ts";
import {
  cannotFork,
  closeAll,
  complain,
  endingOf,
  exitCodes,
  ownDescriptors,
  shellOf,
  stateOf,
  type Descriptors,
  type Shell,
  type ShellState,
  type Steps,
  type Substitute,
} from "./shell.ts";

/** Runs commands one after the other. */
export function* runList(shell: Shell, list: List): Steps<void> {
  for (const [index, pipeline] of list.entries()) {
    if (shell.system.weigh(0)) yield pause;
    if (isStopped(shell)) return;
    if (pipeline.when === "succeeded" && shell.status !== 0) continue;
    if (pipeline.when === "failed" && shell.status === 0) continue;
    const { isNegated, commands } = pipeline;
    const isTested = isNegated || (list[index + 1]?.when ?? "always") !== "always";
    if (isTested) shell.tests++;
    yield* runPipeline(shell, pipeline);
    if (isTested) shell.tests--;
    if (isNegated) shell.status = shell.status === 0 ? 1 : 0;
    // What is within a compound command is looked at there.
    const isOwn = commands.length > 1 || ["simple", "subshell"].includes(commands[0]?.kind ?? "");
    if (!isTested && isOwn && shell.status !== 0 && shell.tests === 0 && shell.options.includes("e"))
      shell.ending ??= { kind: "exit", code: shell.status };
  }
}

/** Runs a whole text. What stands before a mistake in it is run. `firstLine` is where it begins in its script. */
export function* runText(shell: Shell, text: ByteString, firstLine = 1): Steps<void> {
  shell.system.weigh(text.length * parseWeight);
  const { next } = parser(text, firstLine);
  for (let parsed = next(); parsed.kind !== "end" && !isStopped(shell); parsed = next()) {
    if (shell.system.weigh(0)) yield pause;
    if (parsed.kind === "trouble") {
      complainOfSyntax(shell, parsed);
      return;
    }
    yield* runList(shell, parsed.list);
  }
}

/** Reading a byte of a script takes as long as handling so many. */
const parseWeight = 4;

/** Tells of a text that can't be run. A script ends there. */
export function complainOfSyntax(shell: Shell, { message, line, column }: SyntaxTrouble): void {
  shell.line = line;
  complain(shell, `${encodeByteString(message)} (column ${column})`);
  shell.status = exitCodes.syntax;
}

/** The part of the shell that runs the commands in words. */
export const substitute: Substitute = function* (shell, piece) {
  const { system } = shell;
  const line = shell.line + piece.line;
  const { reader, writer } = system.pipe();
  const descriptors = new Map(shell.descriptors).set(1, writer);
  const processId = startSubshell(shell, descriptors, (copy) =>
    runText(copy, encodeByteString(piece.source), line),
  );
  system.close(writer);
  const chunks: Uint8Array[] = [];
  for (;;) {
    const arrival = yield { kind: "poll", descriptors: [reader] };
    if (arrival.kind !== "bytes from") break;
    chunks.push(arrival.bytes);
  }
  system.close(reader);
  shell.status = yield* statusOf(processId);
  return byteString(joinBytes(chunks)).replaceAll("\0", "").replace(/\n+$/, "");
};

function isStopped(shell: Shell): boolean {
  return shell.ending !== null || shell.leaving !== null || shell.isInterrupted;
}

function* runPipeline(shell: Shell, { commands }: Pipeline): Steps<void> {
  const { system } = shell;
  const [first] = commands;
  if (commands.length === 1 && first !== undefined && first.kind !== "simple") {
    yield* runCompound(shell, first);
    return;
  }
  const processIds: (number | null)[] = [];
  let input: number | null = null;
  for (const [index, command] of commands.entries()) {
    if (isStopped(shell)) break;
    const isLast = index === commands.length - 1;
    const pipe = isLast ? null : system.pipe();
    const descriptors = new Map(shell.descriptors);
    if (input !== null) descriptors.set(0, input);
    if (pipe !== null) descriptors.set(1, pipe.writer);
    processIds.push(
      command.kind === "simple"
        ? yield* startCommand(shell, command, { descriptors, isAlone: commands.length === 1 })
        : startSubshell(shell, descriptors, (copy) => runCompound(copy, command)),
    );
    if (input !== null) system.close(input);
    if (pipe !== null) system.close(pipe.writer);
    input = pipe?.reader ?? null;
  }
  for (const [index, processId] of processIds.entries()) {
    if (processId === null) continue;
    const status = yield* statusOf(processId);
    if (index === processIds.length - 1) shell.status = status;
  }
}

// POSIX.1-2017 XCU 2.8.2: a signal's number comes with 128 on top.
function* statusOf(processId: number | null): Steps<number> {
  if (processId === null) return exitCodes.cannotStart;
  const arrival = yield { kind: "await exit", processId };
  return arrival.kind === "exited" ? (arrival.code ?? 128 + (arrival.signal ?? 2)) : exitCodes.trouble;
}

/** Starts a copy of the shell as a process of its own. Tells its process id; null if there are too many already. */
// POSIX.1-2017 XCU 2.12
function startSubshell(
  shell: Shell,
  descriptors: Descriptors,
  run: (copy: Shell) => Steps<void>,
): number | null {
  const { system } = shell;
  const processId = system.start({
    argv: system.argv,
    environment: environmentOf(shell, []),
    descriptors,
    program: subshell({ ...stateOf(shell), isInteractive: false, descriptors: ownDescriptors }, run),
  });
  if (processId === null) cannotFork(shell, "sh");
  return processId;
}

function subshell(state: ShellState, run: (copy: Shell) => Steps<void>): WorldProgram {
  return function* (system): Steps<Ending> {
    const shell = shellOf(system, state);
    yield* run(shell);
    return endingOf(shell);
  };
}

/** Runs a command that has commands in it, in this shell itself. */
function* runCompound(shell: Shell, command: CompoundCommand): Steps<void> {
  shell.line = command.line;
  const redirected = yield* redirect(shell, command.redirections, shell.descriptors);
  if (redirected === null) {
    shell.status = exitCodes.trouble;
    return;
  }
  const outer = shell.descriptors;
  shell.descriptors = redirected.descriptors;
  yield* runBody(shell, command);
  shell.descriptors = outer;
  closeAll(shell, redirected.opened);
}

function* runBody(shell: Shell, command: CompoundCommand): Steps<void> {
  switch (command.kind) {
    case "if":
      for (const { condition, body } of command.branches) {
        yield* runTest(shell, condition);
        if (isStopped(shell)) return;
        if (shell.status === 0) return yield* runList(shell, body);
      }
      shell.status = 0;
      return yield* runList(shell, command.otherwise);
    case "loop":
      for (let status = 0; ; status = shell.status) {
        yield* runTest(shell, command.condition);
        const isOver = (command.endsWhen === "failed") === (shell.status !== 0);
        if (isOver && !isStopped(shell)) shell.status = status;
        if (isOver || !(yield* runRound(shell, command.body))) return;
      }
    case "for": {
      const words = yield* expandWords(shell, command.words);
      if (words !== null) shell.status = 0;
      for (const word of words ?? []) {
        shell.variables.set(command.name, word);
        if (!(yield* runRound(shell, command.body))) return;
      }
      return;
    }
    case "case":
      return yield* runCase(shell, command);
    case "group":
      return yield* runList(shell, command.body);
    case "subshell": {
      const { body } = command;
      shell.status = yield* statusOf(startSubshell(shell, shell.descriptors, (copy) => runList(copy, body)));
    }
  }
}

/** Runs what is there to fail or succeed, which ends no shell (`set -e`). */
function* runTest(shell: Shell, condition: List): Steps<void> {
  shell.tests++;
  yield* runList(shell, condition);
  shell.tests--;
}

/** Runs the body of a loop once. False if that was the last time. */
function* runRound(shell: Shell, body: List): Steps<boolean> {
  // So that a loop without end can be interrupted.
  yield pause;
  shell.loops++;
  yield* runList(shell, body);
  shell.loops--;
  const { leaving } = shell;
  if (leaving === null) return !isStopped(shell);
  const isOuter = leaving.levels > 1;
  shell.leaving = isOuter ? { ...leaving, levels: leaving.levels - 1 } : null;
  return leaving.how === "continue" && !isOuter && !isStopped(shell);
}

function* runCase(shell: Shell, { subject, branches }: Extract<Command, { kind: "case" }>): Steps<void> {
  const text = yield* expandToOne(shell, subject);
  if (text === null) return;
  for (const { patterns, body } of branches) {
    for (const word of patterns) {
      const pattern = yield* expandToPattern(shell, word);
      if (pattern === null) return;
      if (isPattern(pattern) && pattern.length * text.length > limits.matchingMax) {
        complain(shell, "this pattern is too long for a text this long");
        continue;
      }
      if (shell.system.weigh(text.length + pattern.length)) yield pause;
      if (!matches(pattern, text)) continue;
      shell.status = 0;
      return yield* runList(shell, body);
    }
  }
  shell.status = 0;
}
