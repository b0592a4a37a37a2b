import {
  byteString,
  bytesOf,
  decodeText,
  encodeByteString,
  type ByteString,
} from "../../engine/bytes/index.ts";
import { errorText, type Ending } from "../../engine/program/index.ts";
import { readFile } from "../files/index.ts";
import type { WorldArrival, WorldSystem, WorldWait } from "../process.ts";
import { complain, exitCodes, startCommand } from "./command.ts";
import type { Shell } from "./shell.ts";
import { parseLine, type Pipeline } from "./parse.ts";

type Steps<T> = Generator<WorldWait, T, WorldArrival>;

/** sh(1): takes lines from a script, from `-c LINE`, or from standard input, behind a prompt if that's a console. */
export function* sh(system: WorldSystem): Steps<Ending> {
  const [name = "sh", first, ...rest] = system.argv;
  const source = first === undefined ? "input" : first === "-c" ? "line" : "script";
  const shell: Shell = {
    system,
    variables: new Map(system.environment),
    exported: new Set(system.environment.keys()),
    parameters: source === "script" ? [first ?? "", ...rest] : source === "line" ? rest.slice(1) : [name],
    isInteractive: source === "input" && system.isAtConsole,
    place: "sh: ",
    status: 0,
    ending: null,
  };
  if (shell.isInteractive) system.outliveInterrupts();
  if (source === "input") yield* runInput(shell);
  else if (source === "line") yield* runText(shell, rest[0] ?? "");
  else if (first?.startsWith("-") === true) complain(shell, `the option ${first} doesn't work in this shell`);
  else yield* runScript(shell, first ?? "");
  return shell.ending ?? { kind: "exit", code: shell.status };
}

function* runInput(shell: Shell): Steps<void> {
  const { system, isInteractive } = shell;
  let buffered: ByteString = "";
  while (shell.ending === null) {
    const newline = buffered.indexOf("\n");
    if (newline !== -1) {
      const line = buffered.slice(0, newline);
      buffered = buffered.slice(newline + 1);
      // A terminal makes a newline of Enter's carriage return; a pasted line may have both.
      yield* runLine(shell, isInteractive ? line.replace(/\r$/, "") : line);
      continue;
    }
    if (isInteractive) system.showPrompt(promptOf(shell));
    const arrival = yield { kind: "read", timeoutSeconds: null };
    if (isInteractive) system.showPrompt(null);
    if (arrival.kind === "bytes") {
      buffered += byteString(arrival.bytes);
    } else {
      if (buffered !== "") yield* runLine(shell, buffered);
      return;
    }
  }
}

function* runScript(shell: Shell, path: ByteString): Steps<void> {
  const node = readFile(shell.system.files, shell.system.absolute(path));
  if (typeof node === "string") {
    complain(shell, `${path}: ${errorText(node)}`);
    shell.status = exitCodes.notFound;
    return;
  }
  yield* runText(shell, byteString(node.bytes), path);
}

/** Runs lines; one that ends in a backslash goes on in the next. */
function* runText(shell: Shell, text: ByteString, path?: ByteString): Steps<void> {
  let start: ByteString = "";
  for (const [index, line] of text.split("\n").entries()) {
    if (shell.ending !== null) return;
    if (/(?:^|[^\\])(?:\\\\)*\\$/.test(line)) {
      start += line.slice(0, -1);
      continue;
    }
    if (path !== undefined) shell.place = `sh: ${path}: line ${index + 1}: `;
    yield* runLine(shell, start + line);
    start = "";
  }
  if (start !== "") yield* runLine(shell, start);
}

function* runLine(shell: Shell, line: ByteString): Steps<void> {
  const parsed = parseLine(decodeText(bytesOf(line)));
  if (parsed.kind === "trouble") {
    complain(shell, `${encodeByteString(parsed.message)} (column ${parsed.column})`);
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
    processIds.push(
      startCommand(shell, command, { input, output: pipe?.writer ?? 1, isAlone: isLast && index === 0 }),
    );
    if (input !== 0) system.close(input);
    if (pipe !== null) system.close(pipe.writer);
    input = pipe?.reader ?? 0;
  }
  for (const [index, processId] of processIds.entries()) {
    if (processId === null) continue;
    const arrival = yield { kind: "await exit", processId };
    const isLast = index === processIds.length - 1;
    if (isLast && arrival.kind === "exited") shell.status = arrival.code ?? exitCodes.interrupted;
  }
}

function promptOf({ system }: Shell): string {
  const { user, id, home } = system.host;
  const folder = system.folder() === home ? "~" : decodeText(bytesOf(system.folder()));
  return `${user}@${id}:${folder}${user === "root" ? "#" : "$"} `;
}
