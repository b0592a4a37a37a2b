import { bytesOf, decodeByteString, encodeByteString, encodeText } from "../../engine/bytes/index.ts";
import { errorText } from "../../engine/program/index.ts";
import type { Action } from "./action.ts";
import { startShell } from "./boot.ts";
import { addInput, addOutput, type ConsoleState, endOpenLine, replyAt } from "../console/index.ts";
import { parentPath, permissionError, resolvePath, root, userOf, writeFile } from "../files/index.ts";
import { limits } from "../limits.ts";
import { writeEnd, writePipe } from "../pipe.ts";
import { advance, hangUpTerminal, interrupt, settle, type Settled } from "../processes/index.ts";
import type { Process } from "../process.ts";
import { takeStep } from "./take-step.ts";
import { playSmtp } from "../probes/index.ts";
import type { World } from "../world.ts";

/** What came of an action. A refused one has changed nothing, not even the clock. */
export type Performed =
  | { readonly kind: "done" }
  /** A program is still at it after all that one action may take; Ctrl-C ends it. */
  | { readonly kind: "busy" }
  | { readonly kind: "refused"; readonly why: string };

/** Does to the world what a person did, and lets everything happen that follows from it. */
export function perform(world: World, action: Action): Performed {
  const performed = dispatch(world, action);
  if (performed.kind === "refused" || !restoreLogins(world)) return performed;
  return settle(world) === "busy" ? { kind: "busy" } : performed;
}

function dispatch(world: World, action: Action): Performed {
  if ("edit" in action) return edit(world, action.edit);
  if ("shell" in action) return shell(world, action.shell);
  if ("type" in action) return type(world, action.type);
  if ("bash" in action) return bash(world, action.bash);
  if ("key" in action) return key(world, action.key);
  if ("smtp" in action) return smtp(world, action.smtp);
  return outcome(advance(world, action.wait.seconds));
}

type Detail<Kind extends string> = Extract<Action, Record<Kind, unknown>>[Kind];

function edit(world: World, { host: id, file, text }: Detail<"edit">): Performed {
  const host = world.hosts.get(id);
  if (host === undefined) return noSuchHost(id);
  const { files } = host;
  const path = resolvePath("/", encodeByteString(file));
  const folder = parentPath(path);
  if (files.nodes.get(folder)?.kind !== "folder") {
    return refused(`${file} can't be written: there's no folder ${decodeByteString(folder)}`);
  }
  const now = world.now + limits.secondsPerAction;
  const user = userOf(files, encodeByteString(host.user)) ?? root;
  const owner = files.nodes.has(path) ? undefined : { owner: user.name, group: user.group };
  const error =
    permissionError(files, path, "write", user) ??
    writeFile(files, path, { bytes: encodeText(text), now, owner });
  if (error !== null) return refused(`${file} can't be written: ${errorText(error)}`);
  world.now = now;
  return outcome(settle(world));
}

function shell(world: World, detail: Detail<"shell">): Performed {
  const state = world.consoles.get(detail.host);
  if (state?.prompt === null) {
    return refused(`the console of ${detail.host} isn't at a shell's prompt: a program is running in it`);
  }
  return type(world, detail);
}

function type(world: World, { host, line }: Detail<"type">): Performed {
  const state = world.consoles.get(host);
  const keyboard = world.keyboards.get(host);
  if (state === undefined || keyboard === undefined) return noSuchHost(host);
  const trouble = lineTrouble(line);
  if (trouble !== null) return refused(trouble);
  world.now += limits.secondsPerAction;
  addInput(state, state.prompt ?? "", line);
  writePipe(keyboard, encodeText(`${line}\n`));
  return outcome(settle(world));
}

function bash(world: World, { host, line, steps }: Detail<"bash">): Performed {
  world.recordedSteps.get(host)?.splice(0);
  let performed = type(world, { host, line });
  if (performed.kind === "refused") return performed;
  for (const step of steps) performed = outcome(takeStep(world, host, step));
  return performed;
}

function lineTrouble(line: string): string | null {
  if (line.includes("\n")) return "a line can't hold a newline";
  return encodeByteString(line).length < limits.lineBytesMax
    ? null
    : `a line can have at most ${limits.lineBytesMax} bytes`;
}

function key(world: World, { host, key }: Detail<"key">): Performed {
  const state = world.consoles.get(host);
  const keyboard = world.keyboards.get(host);
  if (state === undefined || keyboard === undefined) return noSuchHost(host);
  world.now += limits.secondsPerAction;
  addInput(state, state.prompt ?? "", key === "C-c" ? "^C" : "^D");
  if (key === "C-d") {
    writeEnd(keyboard);
  } else {
    keyboard.chunks.length = 0;
    world.recordedSteps.get(host)?.splice(0);
    const login = loginOf(world, host);
    if (login !== null) interrupt(world, login);
  }
  return outcome(settle(world));
}

function smtp(world: World, { host, to, port, lines }: Detail<"smtp">): Performed {
  const state = world.consoles.get(host);
  if (state === undefined) return noSuchHost(host);
  for (const line of lines) {
    const trouble = lineTrouble(line);
    if (trouble !== null) return refused(trouble);
  }
  world.now += limits.secondsPerAction;
  const transcript = playSmtp(world, { from: { host }, to, port, lines });
  if (transcript.outcome !== "connected") {
    // Who isn't answered waits as long as telnet does.
    const seconds = transcript.outcome === "no answer" ? limits.connectTimeoutSeconds : 0;
    const settled = advance(world, seconds);
    show(world, state, `${to} port ${port}: ${transcript.outcome}\n`);
    return outcome(settled);
  }
  let startByte = 0;
  const showNext = (text: string): void => {
    show(world, state, text, { connectionId: transcript.connectionId, startByte });
    startByte += text.length;
  };
  showNext(transcript.greeting);
  for (const { sent, received } of transcript.turns) {
    addInput(state, "", sent);
    showNext(received);
  }
  return outcome(transcript.settled);
}

/** Shows what was said on a connection from its byte `startByte` on, or, without one, a word to whoever is there. */
function show(
  world: World,
  state: ConsoleState,
  text: string,
  said?: { readonly connectionId: number | null; readonly startByte: number },
): void {
  const trace = world.traces.get(said?.connectionId ?? -1);
  addOutput(state, bytesOf(text), (endInBytes) => {
    const index = trace && said ? replyAt(trace, said.startByte + endInBytes) : null;
    return trace === undefined || index === null ? null : { connectionId: trace.id, index };
  });
  endOpenLine(state);
}

/** A console whose shell has ended gets a fresh one, as after a log-out, and is told so. Tells whether there was any. */
function restoreLogins(world: World): boolean {
  let isAny = false;
  for (const host of world.hosts.values()) {
    if (loginOf(world, host.id) !== null) continue;
    hangUpTerminal(world, host);
    startShell(world, host);
    const state = world.consoles.get(host.id);
    if (state !== undefined) show(world, state, "(This console's shell has ended; here is a new one.)\n");
    isAny = true;
  }
  return isAny;
}

/** The process that a console belongs to: its shell, or what that has become. */
function loginOf(world: World, host: string): Process | null {
  for (const process of world.processes.values()) {
    if (process.host.id !== host || process.parent !== null || process.ended !== null) continue;
    if (process.descriptors.get(0)?.kind === "keyboard") return process;
  }
  return null;
}

function outcome(settled: Settled): Performed {
  return settled === "quiet" ? { kind: "done" } : { kind: "busy" };
}

function noSuchHost(host: string): Performed {
  return refused(`there is no host called ${host} in this world`);
}

function refused(why: string): Performed {
  return { kind: "refused", why };
}
