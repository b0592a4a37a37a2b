import { joinBytes } from "../../engine/bytes/index.ts";
import { dial, giveSocket, sourceAddress } from "./connections.ts";
import { readFile, writeFile } from "../files/index.ts";
import { copying } from "./copying.ts";
import { addressesOf, lookUpInTime, type Question } from "../network/index.ts";
import type { World } from "../world.ts";
import { limits } from "../limits.ts";
import { readChunk, readPipe } from "../pipe.ts";
import { addArrival, createJournal, isTooLong } from "./journal.ts";
import { processSystem } from "./process-system.ts";
import type { Process, WorldArrival, WorldProgram, WorldWait } from "../process.ts";
import { runawaysOf } from "../runaways.ts";
import { childrenOf, endProcess, execute, isInForeground, spawnForRun } from "./processes.ts";

/** How a settling ended: all is quiet, or it was given up on programs that never rest. */
export type Settled = "quiet" | "busy";

/**
 * Runs every process until each one waits for something that only a person can bring, or a time-out. A program that
 * sleeps, or that waits for a host that doesn't answer, isn't left so: the clock goes on to when it wakes.
 */
export function settle(world: World, budget = usualBudget(world)): Settled {
  const { sleepSecondsPerActionMax, sleepSecondsPerActionWhenBusy } = limits;
  const latest =
    world.now + (world.runaways.length > 0 ? sleepSecondsPerActionWhenBusy : sleepSecondsPerActionMax);
  for (;;) {
    if (isExhausted(world, budget)) return "busy";
    const sleeper = earliest(world, isWaitedFor);
    const sleepsTooLong = sleeper !== null && sleeper.deadline > latest;
    world.runaways = sleepsTooLong ? runawaysOf(new Map([[sleeper.process, 1]])) : [];
    if (sleeper === null) return "quiet";
    if (sleepsTooLong) return "busy";
    passUntil(world, nextDeadline(world, budget) ?? sleeper.deadline);
  }
}

/** Lets all processes do what they can. True: they never come to rest. */
function isExhausted(world: World, budget: Budget): boolean {
  while (stepAll(world, budget));
  world.isBusy = budget.steps <= 0;
  if (world.isBusy) world.runaways = runawaysOf(budget.spent);
  return world.isBusy;
}

/** Whether an action waits for what this process waits for: it sleeps or calls, and somebody at a console waits for it. */
function isWaitedFor(process: Process, wait: WorldWait, world: World): boolean {
  const isSo =
    ["sleep", "connect", "look up"].includes(wait.kind) ||
    (wait.kind === "poll" && wait.isWaitedFor === true);
  return isSo && isInForeground(world, process);
}

/** Lets time pass; whatever is due meanwhile happens in its order. */
export function advance(world: World, seconds: number): Settled {
  const end = world.now + seconds;
  const budget = fullBudget();
  for (;;) {
    if (isExhausted(world, budget)) return "busy";
    const next = nextDeadline(world, budget);
    if (next === null || next > end) break;
    passUntil(world, next);
  }
  passUntil(world, end);
  return settle(world, budget);
}

/** What processes may still do for one action. */
interface Budget {
  steps: number;
  /** How many more times the clock stops for those that rest in the background; then they wake when it stops anyway. */
  rests: number;
  /** The steps that each process has taken. */
  readonly spent: Map<Process, number>;
}

/** For one action. Whoever only waits gives even a program without end all that it can have. */
function fullBudget(): Budget {
  return { steps: limits.stepsPerActionMax, rests: limits.restsPerActionMax, spent: new Map() };
}

function usualBudget({ isBusy }: World): Budget {
  return { ...fullBudget(), ...(isBusy ? { steps: limits.stepsPerActionWhenBusy } : {}) };
}

function passUntil(world: World, time: number): void {
  world.now = Math.max(world.now, time);
}

/** Lets each process do all that it can, also those that are started meanwhile. False: all of them wait. */
function stepAll(world: World, budget: Budget): boolean {
  let hasStepped = false;
  for (const process of world.processes.values()) {
    // Who has ended is followed by who may have waited for that, or a deep tree would end one level a round.
    let turn = 0;
    for (let current: Process | null = process; current !== null && turn < limits.stepsPerTurnMax;) {
      if (budget.steps <= 0) return false;
      world.strain = 0;
      if (stepIfDue(world, current)) {
        const steps = 1 + Math.floor(world.strain / limits.bytesPerStep);
        budget.steps -= steps;
        budget.spent.set(current, (budget.spent.get(current) ?? 0) + steps);
        turn++;
        hasStepped = true;
      } else {
        current = current.ended === null ? null : current.parent;
      }
    }
  }
  return hasStepped;
}

function stepIfDue(world: World, process: Process): boolean {
  if (process.isStopped) return false;
  if (process.program !== null) {
    const { program } = process;
    process.program = null;
    start(world, process, program);
    return true;
  }
  if (process.running === null || process.wait === null) return false;
  const signal = isInterruptible(process.wait) ? process.pendingSignals.shift() : undefined;
  if (signal !== undefined) {
    proceed(world, process, { kind: "signal", signal });
    return true;
  }
  const isLate = process.deadline !== null && process.deadline <= world.now;
  const arrival =
    answer(world, process, process.wait) ?? (isLate ? tooLate(world, process, process.wait) : null);
  if (arrival === null) return false;
  proceed(world, process, arrival);
  return true;
}

/** What a program gets when its time is over. */
function tooLate(world: World, process: Process, wait: WorldWait): WorldArrival {
  return wait.kind === "look up"
    ? { kind: "looked up", answer: lookUpFrom(world, process, wait).answer }
    : { kind: "timeout" };
}

function lookUpFrom(
  { names }: World,
  { host }: Process,
  question: Question,
): ReturnType<typeof lookUpInTime> {
  return lookUpInTime(host.hasResolver ? names : null, question);
}

function start(world: World, process: Process, program: WorldProgram): void {
  const journal = copying() === null ? null : createJournal(program);
  process.journal = journal;
  process.running = program(processSystem(world, process, journal));
  proceed(world, process, null);
}

function proceed(world: World, process: Process, arrival: WorldArrival | null): void {
  const { running, journal } = process;
  if (running === null) return;
  process.wait = null;
  process.deadline = null;
  process.goOn = null;
  const result = arrival === null ? running.next() : running.next(arrival);
  if (arrival !== null && journal !== null) addArrival(journal, arrival);
  // It may have sent a signal to itself.
  if (process.ended !== null) return;
  if (result.done !== true) {
    wait(world, process, result.value);
    shedPast(world, process, limits.journalEntriesAtRest);
    return;
  }
  const ending = result.value;
  switch (ending.kind) {
    case "exit":
      endProcess(world, process, process.hasLostOutput && ending.code === 0 ? 1 : ending.code);
      return;
    case "crash":
      endProcess(world, process, null, ending.signal);
      return;
    case "exec":
    case "exec file":
      process.argv = ending.argv;
      process.environment = ending.environment;
      execute(world, process, ending.kind === "exec file" ? ending.path : undefined);
  }
}

/** Lets a process that is at rest, and has been told more than this, go on as a program that has just begun. */
export function shedPast(world: World, process: Process, entriesMax: number): void {
  const { goOn, journal, wait, deadline } = process;
  const isFresh = journal === null || (journal.arrivals === null && !isTooLong(journal));
  if (goOn === null || isFresh || journal.length <= entriesMax) return;
  start(world, process, goOn());
  if (process.wait?.kind !== wait?.kind) throw new Error(`${process.argv.join(" ")} isn't at rest`);
  // It has been waiting for a while.
  process.wait = wait;
  process.deadline = deadline;
}

function wait(world: World, process: Process, what: WorldWait): void {
  if (what.kind === "run") {
    process.wait = { kind: "await exit", processId: spawnForRun(world, process, what) };
    return;
  }
  process.wait = what;
  if (what.kind === "sleep" || what.kind === "rest") process.deadline = world.now + what.seconds;
  if (what.kind === "look up") process.deadline = world.now + lookUpFrom(world, process, what).seconds;
  if (what.kind === "connect")
    process.deadline = world.now + (what.timeoutSeconds ?? limits.connectTimeoutSeconds);
  if (what.kind === "read" && what.timeoutSeconds !== null)
    process.deadline = world.now + what.timeoutSeconds;
  if ((what.kind === "poll" || what.kind === "incoming") && typeof what.timeoutSeconds === "number")
    process.deadline = world.now + what.timeoutSeconds;
}

/** What has come for a process that waits, or null if nothing has. */
function answer(world: World, process: Process, wait: WorldWait): WorldArrival | null {
  switch (wait.kind) {
    case "read": {
      const input = read(world, process, 0);
      if (input === null) return null;
      return input === "end" ? { kind: "end of input" } : { kind: "bytes", bytes: input };
    }
    case "poll": {
      for (const descriptor of wait.descriptors) {
        const input = read(world, process, descriptor);
        if (input === "end") return { kind: "end of", descriptor };
        if (input !== null) return { kind: "bytes from", descriptor, bytes: input };
      }
      return wait.children === true ? anyExit(world, process) : null;
    }
    case "await exit":
      return exitOf(world, process, wait.processId);
    case "await any exit":
      return anyExit(world, process);
    case "accept": {
      const exited = anyExit(world, process);
      if (exited !== null) return exited;
      const connection = process.host.listeners
        .get(`${wait.address ?? "0.0.0.0"}:${wait.port}`)
        ?.backlog.shift();
      if (connection === undefined) return null;
      return {
        kind: "connection",
        descriptor: giveSocket(process, connection, "server"),
        socket: addressesOf(connection),
      };
    }
    case "incoming": {
      const isCalled = (port: number) =>
        (process.host.listeners.get(`0.0.0.0:${port}`)?.backlog.length ?? 0) > 0;
      const port = wait.ports.find(isCalled);
      return port === undefined ? anyExit(world, process) : { kind: "incoming", port };
    }
    case "connect": {
      const { address: serverAddress, port: serverPort } = wait;
      const clientAddress = wait.from ?? sourceAddress(world, process.host, serverAddress);
      const dialled = dial(world, { client: process.host, clientAddress, serverAddress, serverPort });
      if (dialled === "no answer") return null;
      if (dialled === "refused") return { kind: "refused" };
      dialled.isInBackground = !isInForeground(world, process);
      return { kind: "connected", descriptor: giveSocket(process, dialled, "client") };
    }
    case "supervise": {
      const command = process.host.services.get(process.id)?.commands.shift();
      return command === undefined ? anyExit(world, process) : { kind: "command", command };
    }
    case "file count":
      if (process.host.files.nodes.size !== wait.other) return { kind: "changed" };
      return anyExit(world, process);
    case "change": {
      const node = process.host.files.nodes.get(wait.path) ?? null;
      return node === wait.seen ? null : { kind: "changed" };
    }
    case "recorded": {
      const step = world.recordedSteps.get(process.host.id)?.shift();
      return step === undefined ? null : { kind: "recorded", step };
    }
    case "sleep":
    case "rest":
    case "run":
    case "look up":
      return null;
  }
}

function anyExit(world: World, process: Process): WorldArrival | null {
  const ended = childrenOf(world, process).find((child) => child.ended !== null);
  return ended === undefined ? null : exitOf(world, process, ended.id);
}

function exitOf(world: World, parent: Process, processId: number): WorldArrival | null {
  const child = world.processes.get(processId);
  if (child !== undefined && child.ended === null) return null;
  world.processes.delete(processId);
  const output = new Map([...parent.collecting].map(([number, { chunks }]) => [number, joinBytes(chunks)]));
  parent.collecting = new Map();
  const { code = null, signal = 0 } = child?.ended ?? {};
  return { kind: "exited", processId, code, output, ...(signal === 0 ? {} : { signal }) };
}

function read(world: World, process: Process, number: number): Uint8Array | "end" | null {
  const descriptor = process.descriptors.get(number);
  switch (descriptor?.kind) {
    case "reader":
      return readPipe(descriptor.pipe);
    case "keyboard":
      return readChunk(descriptor.pipe);
    case "socket": {
      const bytes = readPipe(descriptor.incoming);
      if (bytes instanceof Uint8Array) descriptor.taken.bytes += bytes.length;
      return bytes;
    }
    case "file": {
      const node = readFile(process.host.files, descriptor.path);
      if (typeof node === "string") return "end";
      const rest = node.bytes.subarray(descriptor.position.bytes);
      world.strain += rest.length;
      descriptor.position.bytes += rest.length;
      return rest.length === 0 ? "end" : rest;
    }
    case "fifo": {
      const { files } = process.host;
      const node = readFile(files, descriptor.path);
      if (typeof node === "string" || node.bytes.length === 0) return null;
      writeFile(files, descriptor.path, { bytes: new Uint8Array(), now: world.now });
      return node.bytes;
    }
    case "writer":
    case "file being written":
    case "screen":
    case undefined:
      return "end";
  }
}

/** The programs that a signal finds waiting for these would have to ask for the same thing twice. */
function isInterruptible({ kind }: WorldWait): boolean {
  return kind !== "run" && kind !== "await exit" && kind !== "connect";
}

/** Whether a wait is in the background even while time passes. */
function isRest({ kind }: WorldWait): boolean {
  return kind === "rest" || kind === "incoming";
}

/** When the clock stops next. */
function nextDeadline(world: World, budget: Budget): number | null {
  const next = earliest(world, (_process, wait) => !isRest(wait))?.deadline ?? null;
  const rest =
    budget.rests > 0 ? (earliest(world, (_process, wait) => isRest(wait))?.deadline ?? null) : null;
  if (rest === null || (next !== null && next <= rest)) return next;
  budget.rests--;
  return rest;
}

/** The process that wakes first of those that matter. */
function earliest(
  world: World,
  matters: (process: Process, wait: WorldWait, world: World) => boolean,
): { readonly process: Process; readonly deadline: number } | null {
  let first: { process: Process; deadline: number } | null = null;
  for (const process of world.processes.values()) {
    const { wait, deadline, isStopped } = process;
    if (isStopped || wait === null || deadline === null || !matters(process, wait, world)) continue;
    if (first === null || deadline < first.deadline) first = { process, deadline };
  }
  return first;
}
