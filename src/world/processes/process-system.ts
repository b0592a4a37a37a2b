import { appendBytes, bytesOf, type ByteString } from "../../engine/bytes/index.ts";
import type { FileError, FileRead, Origin } from "../../engine/program/index.ts";
import type { Note, SourceLine } from "../../engine/trace/index.ts";
import { addressOf, connectionStatuses, giveSocket, identAt, listen, reaches } from "./connections.ts";
import { addNote, addOutput, endOpenLine, replyAt } from "../console/index.ts";
import {
  type Access,
  baseName,
  permissionError,
  readFile,
  renameFile,
  resolvePath,
  unixErrorText,
  writeFile,
} from "../files/index.ts";
import { limits } from "../limits.ts";
import { copying } from "./copying.ts";
import { addressesOf } from "../network/index.ts";
import type { World } from "../world.ts";
import { followMove } from "../moving.ts";
import { createPipe, writePipe } from "../pipe.ts";
import type {
  Descriptor,
  Journal,
  Opened,
  Process,
  StartOptions,
  WorldProgram,
  WorldRunning,
  WorldSystem,
} from "../process.ts";
import { programNames, programPath, whyNotRun } from "../program-files.ts";
import {
  closeDescriptor,
  freeDescriptor,
  isInForeground,
  replaceDescriptors,
  spawn,
  stopListening,
} from "./processes.ts";
import { serviceAt, takeService } from "./services.ts";
import { sendSignal } from "./signals.ts";

/** What a process of the world finds around it: its host's files, the network, its descriptors. `journal` hears of it. */
export function processSystem(world: World, process: Process, journal: Journal | null): WorldSystem {
  const record = journal === null ? null : (copying()?.recorded ?? null);
  const recorded = <T extends object>(target: T, parts?: Partial<T>): T =>
    journal === null || record === null ? target : record(journal, target, parts);
  const { host } = process;
  const { files } = host;
  const absolute = (path: ByteString): ByteString => resolvePath(process.folder, path);
  const forbids = (path: ByteString, access: Access) => permissionError(files, path, access, process.user);
  const store = (path: ByteString, bytes: Uint8Array, origin?: Origin) => {
    world.strain += bytes.length;
    const owner = newOwner(process, path);
    return forbids(path, "write") ?? writeFile(files, path, { bytes, now: world.now, origin, owner });
  };

  return recorded<WorldSystem>({
    argv: process.argv,
    environment: process.environment,
    processId: process.id,
    host,
    files: recorded(files, { nodes: recorded(files.nodes) }),
    absolute,
    now: () => Math.floor(world.now),
    readFile: (path): FileRead => {
      const node = forbids(absolute(path), "read") ?? readFile(files, absolute(path));
      if (typeof node === "string") return { kind: "failed", error: node };
      world.strain += node.bytes.length;
      return { kind: "read", bytes: node.bytes, origin: node.origin };
    },
    fileSize: (path) => {
      const node = readFile(files, absolute(path));
      return typeof node === "string" ? null : node.bytes.length;
    },
    writeFile: (path, bytes, origin) => store(absolute(path), bytes, origin),
    rename: (from, to) =>
      forbids(absolute(from), "change entry") ??
      forbids(absolute(to), "change entry") ??
      renameFile(files, absolute(from), absolute(to)),
    followMove: (from, to) => {
      followMove(world, host, absolute(from), absolute(to));
    },
    user: () => process.user,
    realUser: () => process.realUser,
    become: (user) => {
      process.user = user;
      process.realUser = user;
    },
    forbids: (path, access) => forbids(absolute(path), access),
    processes: () =>
      [...world.processes.values()]
        .filter((other) => other.host === host && other.ended === null)
        .map(({ id, user, argv }) => ({ id, user, argv })),
    inputPath: inputPath(process),
    ownAddresses: () => ["127.0.0.1", ...host.addresses],
    write: (descriptor, bytes) => {
      writeTo(world, process, descriptor, bytes);
    },
    note: (note) => {
      const trace = process.connectionId === null ? undefined : world.traces.get(process.connectionId);
      if (trace !== undefined) addNote(trace, located(note, absolute));
    },
    folder: () => process.folder,
    changeFolder: (path) => {
      process.folder = absolute(path);
    },
    open: (path, how) => open(process, store, absolute(path), how),
    openFifo: (path) => {
      const fifo = absolute(path);
      if (typeof readFile(files, fifo) === "string") return null;
      const descriptor = freeDescriptor(process);
      process.descriptors.set(descriptor, { kind: "fifo", path: fifo });
      return descriptor;
    },
    writeTo: (descriptor, bytes) => {
      writeTo(world, process, descriptor, bytes);
    },
    shutDown: (socket) => {
      const descriptor = process.descriptors.get(socket);
      if (descriptor?.kind === "socket") descriptor.outgoing.isClosed = true;
    },
    close: (descriptor) => {
      closeDescriptor(world, process, descriptor);
    },
    pipe: () => {
      const pipe = createPipe();
      const reader = freeDescriptor(process);
      process.descriptors.set(reader, { kind: "reader", pipe });
      const writer = freeDescriptor(process);
      process.descriptors.set(writer, { kind: "writer", pipe, holders: { count: 1 } });
      return { reader, writer };
    },
    listen: (port, backlogMax) => listen(process, { address: "0.0.0.0", port, backlogMax }) === "listening",
    listenOn: (address, port, backlogMax) => listen(process, { address, port, backlogMax }),
    accept: (port) => {
      const connection = host.listeners.get(`0.0.0.0:${port}`)?.backlog.shift();
      return connection === undefined ? null : giveSocket(process, connection, "server");
    },
    stopListening: (port) => {
      stopListening(world, process, port);
    },
    socketAddresses: (number) => {
      const descriptor = process.descriptors.get(number);
      const trace = descriptor?.kind === "socket" ? world.traces.get(descriptor.connectionId) : undefined;
      return trace === undefined ? null : addressesOf(trace);
    },
    catchSignals: (signals) => {
      process.caughtSignals = signals;
    },
    kill: (processId, signal) => {
      const other = world.processes.get(processId);
      if (other === undefined || other.host !== host || other.ended !== null) return false;
      sendSignal(world, other, signal);
      return true;
    },
    serviceAt: (path) => serviceAt(world, host, path)?.status ?? null,
    takeService: (path) => takeService(world, process, path),
    ownService: () => host.services.get(process.id)?.status ?? null,
    changeService: (changes) => {
      const service = host.services.get(process.id);
      if (service !== undefined) service.status = { ...service.status, ...changes };
    },
    command: (path, letters) => {
      for (const letter of letters) serviceAt(world, host, path)?.commands.push(letter);
    },
    listeners: () =>
      [...host.listeners.values()].map(({ backlog, ...rest }) => ({ ...rest, waiting: backlog.length })),
    retitle: (argv) => {
      process.argv = argv;
    },
    lock: (path) => {
      const file = absolute(path);
      const holder = world.processes.get(host.locks.get(file) ?? 0);
      if (holder !== undefined && holder.ended === null && holder !== process) return false;
      host.locks.set(file, process.id);
      return true;
    },
    isAtConsole: process.descriptors.get(0)?.kind === "keyboard",
    isUnderConsole: process.connectionId === null && isInForeground(world, process),
    outliveInterrupts: (onInterrupt) => {
      process.onInterrupt = onInterrupt;
    },
    atRest: (state, goOn) => {
      process.goOn = () => startingWith(goOn, state());
    },
    keep: (paths) => {
      const read = paths.map((path) => [absolute(path), readFile(files, absolute(path))] as const);
      const kept = read.map(([path, node]) => [path, typeof node === "string" ? null : node.bytes] as const);
      process.kept = new Map([...process.kept, ...kept]);
    },
    replaceDescriptors: (descriptors) => {
      replaceDescriptors(world, process, descriptors);
    },
    output: outputOf(process),
    start: (options) => start(world, process, options),
    addressOf: (name) => addressOf(world, name),
    reaches: (address) => reaches(world, host, address),
    identAt: (address) => identAt(world, address),
    names: world.names,
    connections: () => connectionStatuses(world),
    openEditor: ({ path, line }) => {
      world.opened.push({ host: host.id, path: absolute(path), line });
    },
    showFrom: (socket, bytes, endByte) => {
      showFrom(world, process, { socket, bytes, endByte });
    },
    weigh: (bytes) => {
      world.strain += bytes;
      return world.strain > limits.bytesBeforePause;
    },
    programPath: (name, environment) => {
      world.strain += searchWeight * (environment.get("PATH") ?? "").length;
      return programPath(process, name, environment);
    },
    whyNotRun: (name, environment) => whyNotRun(process, name, environment),
    programNames: () => programNames(host),
    showPrompt: (prompt) => {
      const screen = process.descriptors.get(2);
      const state = screen?.kind === "screen" ? world.consoles.get(screen.consoleHost) : undefined;
      if (state === undefined) return;
      if (prompt !== null) endOpenLine(state);
      state.prompt = prompt;
    },
  });
}

/** Apart from its caller, so that it keeps hold of nothing but the state. */
function startingWith<S>(goOn: (system: WorldSystem, state: S) => WorldRunning, state: S): WorldProgram {
  return (system) => goOn(system, state);
}

function start(world: World, process: Process, options: StartOptions): number | null {
  const descriptors = new Map<number, Descriptor>();
  for (const [number, own] of options.descriptors) {
    const descriptor = process.descriptors.get(own);
    if (descriptor !== undefined) descriptors.set(number, descriptor);
  }
  const socket = options.socket === undefined ? undefined : process.descriptors.get(options.socket);
  const child = spawn(world, {
    host: process.host,
    argv: options.argv,
    environment: options.environment,
    folder: process.folder,
    descriptors,
    parent: process,
    connectionId: socket?.kind === "socket" ? socket.connectionId : process.connectionId,
    user: options.user,
    program: options.program,
  });
  return child?.id ?? null;
}

/** A new file belongs to who makes it; one that is there keeps its owner. */
function newOwner({ host, user }: Process, path: ByteString): { owner: string; group: string } | undefined {
  return host.files.nodes.has(path) ? undefined : { owner: user.name, group: user.group };
}

function open(
  process: Process,
  store: (path: ByteString, bytes: Uint8Array) => ReturnType<typeof writeFile>,
  path: ByteString,
  how: "read" | "write" | "append",
): Opened {
  const { files } = process.host;
  if (process.descriptors.size >= limits.descriptorsMax) return { kind: "failed", error: "EMFILE" };
  const forbidden = permissionError(files, path, how === "read" ? "read" : "write", process.user);
  if (forbidden !== null) return { kind: "failed", error: forbidden };
  const node = readFile(files, path);
  if (how === "read" && typeof node === "string") return { kind: "failed", error: node };
  if (how === "write" || (how === "append" && typeof node === "string")) {
    const error = store(path, new Uint8Array());
    if (error !== null) return { kind: "failed", error };
  }
  const descriptor = freeDescriptor(process);
  process.descriptors.set(
    descriptor,
    how === "read" ? { kind: "file", path, position: { bytes: 0 } } : { kind: "file being written", path },
  );
  return { kind: "opened", descriptor };
}

function writeTo(world: World, process: Process, number: number, bytes: Uint8Array): void {
  const descriptor = process.descriptors.get(number);
  world.strain += bytes.length;
  switch (descriptor?.kind) {
    case "writer":
      writePipe(descriptor.pipe, bytes.slice());
      return;
    case "socket":
      writePipe(descriptor.outgoing, bytes.slice());
      world.onSend?.(process, descriptor, bytes);
      return;
    case "screen": {
      const state = world.consoles.get(descriptor.consoleHost);
      if (state !== undefined) addOutput(state, bytes, () => null);
      return;
    }
    case "file being written": {
      const node = readFile(process.host.files, descriptor.path);
      const old = typeof node === "string" ? new Uint8Array() : node.bytes;
      world.strain += bytes.length / copyWeight;
      const error = writeFile(process.host.files, descriptor.path, {
        bytes: appendBytes(old, bytes),
        now: world.now,
      });
      if (error !== null) tellLostOutput(world, process, error);
      return;
    }
    case "reader":
    case "keyboard":
    case "fifo":
    case "file":
    case undefined:
      return;
  }
}

/** Bytes that looking for a program counts as, for each byte of PATH. */
const searchWeight = 8;

/** Copying so many bytes takes as long as handling one. */
const copyWeight = 16;

/** What most programs say when their output can't be written, once. They end with a trouble's exit code then. */
function tellLostOutput(world: World, process: Process, error: FileError): void {
  if (process.hasLostOutput) return;
  process.hasLostOutput = true;
  const name = baseName(process.argv[0] ?? "");
  writeTo(world, process, 2, bytesOf(`${name}: write error: ${unixErrorText(error)}\n`));
}

function showFrom(
  world: World,
  process: Process,
  { socket, bytes, endByte }: { socket: number; bytes: Uint8Array; endByte: number | undefined },
): void {
  const source = process.descriptors.get(socket);
  const screen = process.descriptors.get(1);
  if (screen?.kind !== "screen" || source?.kind !== "socket") {
    writeTo(world, process, 1, bytes);
    return;
  }
  const state = world.consoles.get(screen.consoleHost);
  const trace = world.traces.get(source.connectionId);
  const startByte = source.taken.bytes - bytes.length;
  if (state === undefined) return;
  addOutput(state, bytes, (endInBytes) => {
    const index = trace === undefined ? null : replyAt(trace, endByte ?? startByte + endInBytes);
    return index === null ? null : { connectionId: source.connectionId, index };
  });
}

function inputPath(process: Process): ByteString | null {
  const input = process.descriptors.get(0);
  return input?.kind === "file" ? input.path : null;
}

function outputOf(process: Process): ByteString {
  const output = process.descriptors.get(1);
  return output?.kind === "file being written" ? output.path : (output?.kind ?? "");
}

/** The note with the paths of its files made absolute: a trace outlives the process whose folder they are relative to. */
function located(note: Note, absolute: (path: ByteString) => ByteString): Note {
  const at = (source: SourceLine | null): SourceLine | null =>
    source === null ? null : { ...source, file: absolute(source.file) };
  switch (note.kind) {
    case "rules-file":
    case "control-read":
      return { ...note, file: absolute(note.file) };
    case "rule-tried":
    case "rule-decided":
    case "badmailfrom-checked":
    case "rcpthosts-tried":
      return { ...note, source: at(note.source) };
    default:
      return note;
  }
}
