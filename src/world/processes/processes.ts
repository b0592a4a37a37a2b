import { bytesOf, type ByteString } from "../../engine/bytes/index.ts";
import type { Environment, Wait } from "../../engine/program/index.ts";
import type { Host } from "../host.ts";
import type { World } from "../world.ts";
import { limits } from "../limits.ts";
import { hangUp } from "./hang-up.ts";
import { addArrival } from "./journal.ts";
import { createPipe, filledPipe } from "../pipe.ts";
import { programPath } from "../program-files.ts";
import { root, type User, userOf } from "../files/index.ts";
import { findProgram } from "./program-table.ts";
import { signalNumbers, type Descriptor, type Process, type WorldProgram } from "../process.ts";

export interface SpawnOptions {
  readonly host: Host;
  readonly argv: readonly ByteString[];
  readonly environment: Environment;
  readonly folder: ByteString;
  /** Default: the parent's, or root. */
  readonly user?: User | undefined;
  readonly descriptors: ReadonlyMap<number, Descriptor>;
  readonly parent: Process | null;
  readonly connectionId: number | null;
  /** The program itself, where it isn't a file of the host. */
  readonly program?: WorldProgram | undefined;
}

/** Exit code of a process that could not become what it was to be. Source: POSIX.1-2017 XCU 2.8.2. */
const notFound = 127;
const cannotRun = 126;

/** What a program sees of a child that could not be run. */
const notRunCodeDefault = 111;

/** Starts a process. One whose program isn't there ends at once. Null if its host has too many processes. */
export function spawn(world: World, options: SpawnOptions): Process | null {
  // A console's own shell always starts, or a person who has made too many processes couldn't end any.
  if (options.parent !== null && processCount(world, options.host) >= limits.processesMax) return null;
  return create(world, options);
}

function create(world: World, options: SpawnOptions): Process {
  const process: Process = {
    ...options,
    user: options.user ?? options.parent?.user ?? root,
    realUser: options.user ?? options.parent?.realUser ?? root,
    id: world.nextProcessId++,
    descriptors: new Map(options.descriptors),
    program: options.program ?? null,
    running: null,
    journal: null,
    goOn: null,
    wait: null,
    kept: new Map(),
    collecting: new Map(),
    deadline: null,
    ended: null,
    caughtSignals: [],
    pendingSignals: [],
    isStopped: false,
    hasLostOutput: false,
    onInterrupt: null,
  };
  world.processes.set(process.id, process);
  world.strain += limits.startBytes;
  for (const descriptor of process.descriptors.values()) hold(descriptor);
  if (process.program === null) execute(world, process);
  return process;
}

function processCount(world: World, host: Host): number {
  let count = 0;
  for (const process of world.processes.values()) if (process.host === host) count++;
  return count;
}

/** What a `run` wait asks for. */
type Run = Extract<Wait, { kind: "run" }>;

/**
 * Starts the child that a process asks for with `run`: bytes of its own on some descriptors, the parent's for the rest.
 * Tells its process id; one that couldn't be started has ended at once, with the code that was asked for.
 */
export function spawnForRun(world: World, parent: Process, run: Run): number {
  const descriptors = new Map(parent.descriptors);
  for (const [number, bytes] of run.input) {
    descriptors.set(number, { kind: "reader", pipe: filledPipe(bytes) });
  }
  parent.collecting = new Map((run.collect ?? []).map((number) => [number, createPipe()]));
  for (const [number, pipe] of parent.collecting) {
    descriptors.set(number, { kind: "writer", pipe, holders: { count: 0 } });
  }
  const { host, folder, connectionId } = parent;
  const { argv, environment } = run;
  const options = { argv, environment, host, folder, connectionId, descriptors, parent };
  const notRun: WorldProgram = function* () {
    return { kind: "exit", code: run.notRunCode ?? notRunCodeDefault };
  };
  const isThere = programPath(parent, argv[0] ?? "", environment) !== null;
  const child = isThere ? spawn(world, options) : null;
  return (child ?? create(world, { ...options, program: notRun })).id;
}

/** Makes a process the program that its argv (or `file`) names, or ends it as a failing exec does. */
export function execute(world: World, process: Process, file = process.argv[0] ?? ""): void {
  process.program = null;
  process.running = null;
  process.journal = null;
  process.wait = null;
  process.kept = new Map();
  process.caughtSignals = [];
  process.onInterrupt = null;
  if (!fits(process)) {
    process.program = tooLong;
    return;
  }
  const program = findProgram(process, file);
  takeOwnerOfFile(process, file);
  if (program === null) endProcess(world, process, notFound);
  else if (program !== "not here yet") process.program = program;
}

/** Whether arguments and environment are no longer than a program can get. */
// Linux execve(2), "Limits on size of arguments and environment"
function fits({ argv, environment }: Process): boolean {
  let total = 0;
  let longest = 0;
  const add = (bytes: number): void => {
    total += bytes;
    longest = Math.max(longest, bytes);
  };
  for (const word of argv) add(word.length + 1);
  for (const [name, value] of environment) add(name.length + value.length + 2);
  return longest <= limits.argumentBytesMax && total <= limits.argumentsBytesMax;
}

const tooLong: WorldProgram = function* (system) {
  system.write(2, bytesOf(`${system.argv[0] ?? ""}: Argument list too long\n`));
  return { kind: "exit", code: cannotRun };
};

/** A program whose file says so (the mode's bit 4000) runs as the file's owner. */
function takeOwnerOfFile(process: Process, file: ByteString): void {
  const { host, environment } = process;
  const path = programPath(process, file, environment);
  const node = path === null ? undefined : host.files.nodes.get(path);
  if (node !== undefined && (node.mode & 0o4000) !== 0)
    process.user = userOf(host.files, node.owner) ?? process.user;
}

/**
 * Ends a process, with an exit code, or with null and the signal that did it. What it held is closed, and its parent can
 * learn of it.
 */
export function endProcess(world: World, process: Process, code: number | null, signal = 0): void {
  process.running = null;
  process.journal = null;
  process.program = null;
  process.ended = { code, signal };
  for (const number of [...process.descriptors.keys()]) closeDescriptor(world, process, number);
  stopListening(world, process);
  for (const child of [...world.processes.values()])
    if (child.parent === process && child.ended !== null) world.processes.delete(child.id);
  const mayBeAskedFor = process.parent !== null && process.parent.ended === null;
  if (!mayBeAskedFor) world.processes.delete(process.id);
}

/** Gives back the ports that a process listens on, or this one of them; whoever waits there is hung up on. */
export function stopListening(world: World, process: Process, port: number | null = null): void {
  const { listeners } = process.host;
  for (const [key, listener] of [...listeners]) {
    if (listener.processId !== process.id || (port !== null && listener.port !== port)) continue;
    listeners.delete(key);
    for (const connection of listener.backlog) hangUp(world, connection, "server");
  }
}

/**
 * What Ctrl-C does to a console's process and all that it has started: an interactive shell lives on. Such a shell has taken
 * the terminal, so the signal doesn't reach what waits for it, nor what runs beside it.
 */
// bash-5.2 jobs.c initialize_job_control, give_terminal_to
export function interrupt(world: World, login: Process): void {
  /** The interactive shells, and all that they were started by. */
  const aboveShell = new Set<Process>();
  for (const process of world.processes.values()) {
    if (process.ended !== null || process.onInterrupt === null) continue;
    for (let at: Process | null = process; at !== null; at = at.parent) aboveShell.add(at);
  }
  interruptWithin(world, login, aboveShell);
}

function interruptWithin(world: World, process: Process, aboveShell: ReadonlySet<Process>): void {
  const children = childrenOf(world, process);
  const shells = children.filter((child) => aboveShell.has(child));
  for (const child of shells.length > 0 ? shells : children) interruptWithin(world, child, aboveShell);
  if (process.ended !== null || shells.length > 0) return;
  if (process.onInterrupt === null) endProcess(world, process, null, signalNumbers.INT);
  else {
    process.onInterrupt();
    if (process.journal !== null) addArrival(process.journal, "interrupt");
  }
}

/** What the end of a console's login does to all on its host that still hold the terminal. */
// Linux drivers/tty/tty_io.c __tty_hangup
export function hangUpTerminal(world: World, host: Host): void {
  for (const process of [...world.processes.values()]) {
    if (process.host !== host || process.ended !== null) continue;
    const isAtTerminal = [...process.descriptors.values()].some(({ kind }) => kind === "keyboard");
    if (isAtTerminal) endProcess(world, process, null, signalNumbers.HUP);
  }
}

/** Whether a process belongs to a console, or serves a connection that isn't one of a service's own. */
export function isInForeground(world: World, process: Process): boolean {
  if (process.connectionId !== null) {
    return world.connections.get(process.connectionId)?.isInBackground === false;
  }
  if (process.parent !== null) return isInForeground(world, process.parent);
  return process.descriptors.get(0)?.kind === "keyboard";
}

export function childrenOf(world: World, process: Process): readonly Process[] {
  return [...world.processes.values()].filter((other) => other.parent === process);
}

export function freeDescriptor(process: Process): number {
  let number = 3;
  while (process.descriptors.has(number)) number++;
  return number;
}

export function closeDescriptor(world: World, process: Process, number: number): void {
  const descriptor = process.descriptors.get(number);
  process.descriptors.delete(number);
  if (descriptor?.kind === "writer" && --descriptor.holders.count === 0) descriptor.pipe.isClosed = true;
  if (descriptor?.kind !== "socket" || --descriptor.holders.count > 0) return;
  const connection = world.connections.get(descriptor.connectionId);
  if (connection === undefined) return;
  hangUp(world, connection, descriptor.outgoing === connection.toClient ? "server" : "client");
}

/** Gives the descriptors of a process new numbers. Those that have no number any more are closed. */
export function replaceDescriptors(
  world: World,
  process: Process,
  descriptors: ReadonlyMap<number, number>,
): void {
  const replaced = new Map<number, Descriptor>();
  for (const [number, own] of descriptors) {
    const descriptor = process.descriptors.get(own);
    if (descriptor === undefined) continue;
    hold(descriptor);
    replaced.set(number, descriptor);
  }
  for (const number of [...process.descriptors.keys()]) closeDescriptor(world, process, number);
  for (const [number, descriptor] of replaced) process.descriptors.set(number, descriptor);
}

function hold(descriptor: Descriptor): void {
  if (descriptor.kind === "writer" || descriptor.kind === "socket") descriptor.holders.count++;
}
