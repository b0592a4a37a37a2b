import { byteString, decodeByteString, type ByteString } from "../../engine/bytes/index.ts";
import type { Ending } from "../../engine/program/index.ts";
import { unixErrorText } from "../files/index.ts";
import { pause, type WorldSystem } from "../process.ts";
import { parser } from "../../engine/sh/index.ts";
import { complainOfSyntax, runList, runText, substitute } from "./run.ts";
import {
  complain,
  endingOf,
  exitCodes,
  ownDescriptors,
  shellOf,
  stateOf,
  type Shell,
  type ShellState,
  type Steps,
} from "./shell.ts";
import { advise } from "./slips.ts";

/** sh(1): takes lines from a script, from `-c LINE`, or from standard input, behind a prompt if that's a console. */
export function* sh(system: WorldSystem): Steps<Ending> {
  const [name = "sh", ...words] = system.argv;
  let options = "";
  while (/^-[eux]+c?$/.test(words[0] ?? "")) {
    const letters = words.shift() ?? "";
    options += letters.replace(/[-c]/g, "");
    if (letters.endsWith("c")) words.unshift("-c");
  }
  const [first, ...rest] = words;
  const source = first === undefined ? "input" : first === "-c" ? "line" : "script";
  const shell: Shell = {
    system,
    variables: new Map(system.environment),
    exported: new Set(system.environment.keys()),
    parameters: source === "script" ? [first ?? "", ...rest] : source === "line" ? rest.slice(1) : [name],
    isInteractive: source === "input" && system.isAtConsole,
    script: source === "script" && first?.startsWith("-") === false ? first : null,
    substitute,
    line: 1,
    unread: new Map(),
    options,
    tests: 0,
    descriptors: ownDescriptors,
    status: 0,
    ending: null,
    loops: 0,
    leaving: null,
    isInterrupted: false,
  };
  if (source === "input") return yield* runInput(shell, { buffered: "", pending: "", isAtPrompt: false });
  if (source === "line") yield* runText(shell, rest[0] ?? "");
  else if (shell.script === null) {
    complain(shell, `the option ${first ?? ""} doesn't work in this shell`);
    shell.status = exitCodes.syntax;
  } else yield* runScript(shell, shell.script);
  return endingOf(shell);
}

function* runScript(shell: Shell, path: ByteString): Steps<void> {
  const file = shell.system.readFile(path);
  if (file.kind === "read") {
    yield* runText(shell, byteString(file.bytes));
    return;
  }
  complain({ ...shell, script: null }, `${path}: ${unixErrorText(file.error)}`);
  shell.status = exitCodes.notFound;
}

/** What has been read and not run yet. */
interface Typed {
  /** Not looked at yet. */
  readonly buffered: ByteString;
  /** The beginning of a command that isn't complete. */
  readonly pending: ByteString;
  /** The prompt is there already. */
  readonly isAtPrompt: boolean;
}

/** A shell that waits for a line, but for the system that it is in. */
interface AtPrompt extends Pick<Typed, "buffered" | "pending"> {
  readonly state: ShellState;
}

function backAtPrompt(system: WorldSystem, { state, ...typed }: AtPrompt): Steps<Ending> {
  return runInput(shellOf(system, state), { ...typed, isAtPrompt: true });
}

/** Runs lines as they come. A command that isn't complete yet waits for the lines that follow. */
function* runInput(shell: Shell, typed: Typed): Steps<Ending> {
  const { system, isInteractive } = shell;
  let { buffered, pending, isAtPrompt } = typed;
  if (isInteractive) {
    system.outliveInterrupts(() => {
      shell.isInterrupted = true;
      shell.status = exitCodes.interrupted;
      if (pending !== "") system.showPrompt(promptOf(shell));
      pending = "";
    });
  }
  while (shell.ending === null) {
    const newline = buffered.indexOf("\n");
    if (newline !== -1) {
      const line = buffered.slice(0, newline);
      buffered = buffered.slice(newline + 1);
      // A terminal makes a newline of Enter's carriage return; a pasted line may have both.
      const text = pending + (isInteractive ? line.replace(/\r$/, "") : line);
      shell.isInterrupted = false;
      pending = (yield* runLines(shell, text)) === "unfinished" ? `${text}\n` : "";
      continue;
    }
    if (isInteractive && !isAtPrompt) system.showPrompt(pending === "" ? promptOf(shell) : "> ");
    isAtPrompt = false;
    system.atRest((): AtPrompt => ({ state: stateOf(shell), buffered, pending }), backAtPrompt);
    const arrival = yield { kind: "read", timeoutSeconds: null };
    if (isInteractive) system.showPrompt(null);
    if (arrival.kind === "bytes") {
      buffered += byteString(arrival.bytes);
    } else {
      if (pending + buffered !== "") yield* runText(shell, pending + buffered);
      break;
    }
  }
  return endingOf(shell);
}

/**
 * Runs what has been typed so far, unless more must follow. A here-document is complained of at once, and passed over up to
 * its end, lest its lines are run.
 */
function* runLines(shell: Shell, text: ByteString): Steps<"done" | "unfinished"> {
  if (shell.system.weigh(text.length)) yield pause;
  let backslashes = 0;
  while (text.at(-1 - backslashes) === "\\") backslashes++;
  if (backslashes % 2 === 1) return "unfinished";
  const { next } = parser(text, 1);
  const parsed = next();
  if (parsed.kind === "end") {
    if (shell.isInteractive && text.startsWith("#")) yield* advise(shell, ["--line", text]);
    return "done";
  }
  if (parsed.kind === "parsed") {
    yield* runList(shell, parsed.list);
    return "done";
  }
  if (parsed.unfinished === "document") {
    const [, delimiter] = /(?<!<)<<-?[ \t]*["'\\]?([\w.-]+)/.exec(text) ?? [];
    const document = text.split("\n").slice(parsed.line);
    if (document.length === 0) {
      complainOfSyntax(shell, parsed);
      yield* advise(shell, ["--line", text]);
    }
    return delimiter === undefined || document.some((line) => line.replace(/^\t+/, "") === delimiter)
      ? "done"
      : "unfinished";
  }
  if (parsed.unfinished !== null) {
    // A quote that begins in the last line is often a slip. A real shell says nothing, and waits for its end.
    const isNews = parsed.unfinished === "quote" && parsed.line === text.split("\n").length;
    if (isNews && shell.isInteractive) yield* advise(shell, ["--open", String(parsed.column), text]);
    return "unfinished";
  }
  complainOfSyntax(shell, parsed);
  yield* advise(shell, ["--line", text]);
  return "done";
}

function promptOf(shell: Shell): string {
  const { system } = shell;
  const { id } = system.host;
  const user = system.user().name;
  const home = shell.variables.get("HOME") ?? system.host.home;
  const folder = system.folder() === home ? "~" : decodeByteString(system.folder());
  return `${user}@${id}:${folder}${user === "root" ? "#" : "$"} `;
}
