import type { ByteString } from "../engine/bytes/index.ts";
import type { Arrival, Ending, Environment, FileError, System, Wait } from "../engine/program/index.ts";
import type { BashStep } from "./bash-step.ts";
import { type Access, type FileNode, type FileSystem, type User } from "./files/index.ts";
import type { Host, Ident } from "./host.ts";
import {
  type ConnectionStatus,
  type ListenerStatus,
  type Names,
  type SocketAddresses,
} from "./network/index.ts";
import type { Pipe } from "./pipe.ts";
import type { ServiceStatus } from "./service.ts";

/**
 * A program of the simulated world: as the engine's `Program`, but with more to ask for. The engine's own programs run
 * here too, see `hosted`.
 */
export type WorldProgram = (system: WorldSystem) => WorldRunning;

/** Programs, by name. */
export type Programs = Readonly<Record<string, WorldProgram>>;

export type WorldRunning = Generator<WorldWait, WorldEnding, WorldArrival>;

/** How a program of the world ends: as the engine's do, or by becoming a file that isn't what its `argv[0]` says. */
export type WorldEnding =
  | Ending
  | {
      readonly kind: "exec file";
      readonly path: ByteString;
      readonly argv: readonly ByteString[];
      readonly environment: Environment;
    };

/** What a program of the world may wait for, besides what the engine's programs wait for. */
export type WorldWait =
  | Wait
  /**
   * The next connection on a port that this process listens on (on all of its host's addresses, or on this one), or the
   * end of a process that it started.
   */
  | { readonly kind: "accept"; readonly port: number; readonly address?: string }
  /**
   * A connection to be there to accept on any of these ports, or the end of a process that this one started, or, in the
   * background, so much time to pass. Answered by `incoming`, `exited` or `timeout`.
   */
  | { readonly kind: "incoming"; readonly ports: readonly number[]; readonly timeoutSeconds: number | null }
  /** Time to pass, in the background: nobody waits for it, so no action carries the clock on to its end. */
  | { readonly kind: "rest"; readonly seconds: number }
  /**
   * A letter from svc for the service that this process looks after, or the end of the process that it started. Answered
   * by `command` or `exited`.
   */
  | { readonly kind: "supervise" }
  /** Other files than so many on the host, or the end of a process that this one started. Answered by `changed`. */
  | { readonly kind: "file count"; readonly other: number }
  /** A connection to a port. Answered by `connected`, `refused` or, if nobody answers at all, `timeout`. */
  | {
      readonly kind: "connect";
      readonly address: string;
      readonly port: number;
      /** How long to wait for an answer, where it isn't as long as the host does. */
      readonly timeoutSeconds?: number;
      /** Which of the host's addresses it comes from, where that isn't the usual one. */
      readonly from?: string;
    }
  /**
   * Bytes or the end on any of these descriptors, then, with `children`, the end of any process that this one started.
   * Answered by `bytes from`, `end of` or `exited`, or, after `timeoutSeconds` (null or absent: never), by `timeout`.
   * With `isWaitedFor` an action carries the clock on to that, if somebody at a console waits for this process.
   */
  | {
      readonly kind: "poll";
      readonly descriptors: readonly number[];
      readonly timeoutSeconds?: number | null;
      readonly children?: true;
      readonly isWaitedFor?: true;
    }
  /** A file to be another than this one, which it was when it was last looked at. Answered by `changed`. */
  | { readonly kind: "change"; readonly path: ByteString; readonly seen: FileNode | null }
  /**
   * The next thing that bash does: it's worked out outside the world, and recorded. Answered by `recorded`. `last` is what
   * came of the step before; null before the first.
   */
  | { readonly kind: "recorded"; readonly request: BashRequest; readonly last: StepResult | null }
  /** The end of whichever process that this one started. Answered by `exited`. */
  | { readonly kind: "await any exit" }
  /** The end of a process that this one started. Answered by `exited`. */
  | { readonly kind: "await exit"; readonly processId: number };

/** Lets others go on, and Ctrl-C come, in the middle of much work. */
export const pause: WorldWait = { kind: "sleep", seconds: 0 };
/** What a bash is to run. */
export type BashRequest =
  /** A line that was typed at its prompt. */
  | { readonly kind: "line"; readonly text: ByteString }
  | {
      readonly kind: "script";
      readonly text: ByteString;
      /** `$0`, and `$1` and so on. */
      readonly name: ByteString;
      readonly operands: readonly ByteString[];
      /** Its standard input up to the end; null if that's the keyboard. */
      readonly input: Uint8Array | null;
    };

/** What came of a step of bash's: why a file couldn't be changed, or how a program ended and what it printed. */
export interface StepResult {
  readonly error: FileError | null;
  readonly code: number;
  readonly out: Uint8Array;
  readonly err: Uint8Array;
}

export type WorldArrival =
  | Arrival
  | { readonly kind: "connection"; readonly descriptor: number; readonly socket: SocketAddresses }
  | { readonly kind: "incoming"; readonly port: number }
  | { readonly kind: "connected"; readonly descriptor: number }
  | { readonly kind: "refused" }
  | { readonly kind: "command"; readonly command: string }
  | { readonly kind: "changed" }
  | { readonly kind: "recorded"; readonly step: BashStep }
  /** A signal that the program has asked for with `catchSignals`; what it waited for hasn't come. */
  | { readonly kind: "signal"; readonly signal: Signal }
  | { readonly kind: "bytes from"; readonly descriptor: number; readonly bytes: Uint8Array }
  | { readonly kind: "end of"; readonly descriptor: number };

/** What a process can be sent by kill and svc. */
export type Signal = "HUP" | "INT" | "QUIT" | "KILL" | "ALRM" | "TERM" | "CONT" | "STOP";

/** Their numbers, as wait(2) tells them. Source: POSIX.1-2017 XCU kill; STOP and CONT are Linux's. */
export const signalNumbers: Readonly<Record<Signal, number>> = {
  HUP: 1,
  INT: 2,
  QUIT: 3,
  KILL: 9,
  ALRM: 14,
  TERM: 15,
  CONT: 18,
  STOP: 19,
};

/** A file that was opened in the editor from a console. */
export interface EditorRequest {
  readonly path: ByteString;
  /** The line to show first, from 1; null for none in particular. */
  readonly line: number | null;
}

/** What came of asking for a port. */
export type Listening = "listening" | "taken" | "not its address";

/** What a program finds around it in the world. Paths may be relative to the process's folder. */
export interface WorldSystem extends System {
  /** What never changes of its host. */
  readonly host: Omit<Host, "files" | "listeners" | "locks" | "services">;
  /** The process's current folder. */
  folder(): ByteString;
  changeFolder(path: ByteString): void;
  /** The absolute path that `path` means here. */
  absolute(path: ByteString): ByteString;
  readonly files: FileSystem;
  /** To be called once a folder has got another path, so that whoever is in it stays in it. */
  followMove(from: ByteString, to: ByteString): void;
  /** How many bytes a file has; null if there is none. A program that lives long keeps hold of what it reads, not of this. */
  fileSize(path: ByteString): number | null;
  /** Opens a file on a free descriptor, or says why not. */
  open(path: ByteString, how: "read" | "write" | "append"): Opened;
  /** Opens a named pipe to read what others write to it, or tells null if there's no file of that name. */
  openFifo(path: ByteString): number | null;
  writeTo(descriptor: number, bytes: Uint8Array): void;
  /** Tells the other end of a connection that no more will be sent to it. What it sends still arrives. */
  shutDown(socket: number): void;
  close(descriptor: number): void;
  /** Makes a pipe: what is written to `writer` can be read from `reader`. */
  pipe(): { readonly reader: number; readonly writer: number };
  /** Takes a port of the host; false if another process has it. */
  listen(port: number, backlogMax: number): boolean;
  /** Takes a port of one of the host's addresses, or of all with 0.0.0.0. */
  listenOn(address: string, port: number, backlogMax: number): Listening;
  /** Takes the next connection on a port that this process listens on, as a descriptor; null if there's none yet. */
  accept(port: number): number | null;
  /** Gives a port back that `listen` has taken; whoever waits there is hung up on. */
  stopListening(port: number): void;
  /** The addresses at both ends of the connection that a descriptor is the server's end of; null if it's none. */
  socketAddresses(descriptor: number): SocketAddresses | null;
  /**
   * From now on these signals don't end the process but arrive as `signal`, in place of what it waits for, unless it
   * waits for a child or a connection to be made.
   */
  catchSignals(signals: readonly Signal[]): void;
  /** Sends a signal to a process of this host; false if there is none with that id. */
  kill(processId: number, signal: Signal): boolean;
  /** How the service of this folder is; null if no supervise is running there. */
  serviceAt(path: ByteString): ServiceStatus | null;
  /** Makes this process the supervise of a folder; false if there is one. */
  takeService(path: ByteString): boolean;
  /** How the service is that this process looks after; null if it's no supervise. */
  ownService(): ServiceStatus | null;
  /** Tells how the service that this process looks after is now. */
  changeService(changes: Partial<ServiceStatus>): void;
  /** Sends letters to the supervise of a folder, if one is running there. */
  command(path: ByteString, letters: string): void;
  /** What is listened on at this host. */
  listeners(): readonly ListenerStatus[];
  /** Changes what a list of processes shows for this one. */
  retitle(argv: readonly ByteString[]): void;
  /** Locks a file until the process ends; false if another process has it. */
  lock(path: ByteString): boolean;
  /** Starts a program beside this one and tells its process id; null if the host has too many processes. */
  start(options: StartOptions): number | null;
  /** Whether a person types at this process: its standard input is a console's keyboard. */
  readonly isAtConsole: boolean;
  /** Whether it was started at a console, by whatever is at its keyboard or its children, and serves no connection. */
  readonly isUnderConsole: boolean;
  /**
   * Ctrl-C ends only what this process has started, not itself, until it becomes another program; it calls
   * `onInterrupt` instead.
   */
  outliveInterrupts(onInterrupt: () => void): void;
  /**
   * To be called just before a wait that this process comes back to again and again, so that it needn't be copied with its
   * whole past: `state` gives all that it will go by (as it is when it's asked for, which may be later), and `goOn` is a
   * function of the module's that at once waits for the same and then goes on as this program would. It may be begun several
   * times with one state, so what it changes of that it copies first.
   */
  atRest<S>(state: () => S, goOn: (system: WorldSystem, state: S) => WorldRunning): void;
  /** Makes these of the process's descriptors, by their new number, its own. */
  replaceDescriptors(descriptors: ReadonlyMap<number, number>): void;
  /**
   * To be called when this program has read files that it doesn't look at again: whoever asks what is in force learns from
   * it what they said.
   */
  keep(paths: readonly ByteString[]): void;
  /** Whom this process belongs to. */
  user(): User;
  /** As whom it was started. It differs from `user` in a program whose file has the mode bit 4000. */
  realUser(): User;
  /** Goes on as another user, for good. The caller sees to it that only root does. */
  become(user: User): void;
  /** Why this process's user may not do this at a path; null if nothing forbids it. */
  forbids(path: ByteString, access: Access): FileError | null;
  /** All processes of the host that haven't ended. */
  processes(): readonly Pick<Process, "id" | "user" | "argv">[];
  /** What standard output goes to: the path of a file that is written, "screen" for a console's, or another word. */
  readonly output: ByteString;
  /** The address that a name stands for, or null. An address stands for itself. */
  addressOf(name: string): string | null;
  /** Whether a host is at this address, and can be reached from here. */
  reaches(address: string): boolean;
  /** What the ident server at an address says of whoever called from there. */
  identAt(address: string): Ident;
  /** All of DNS as it is, whatever its servers do. Who wants to be answered yields `look up`. */
  readonly names: Names;
  /** All open connections of the world, in the order in which they were made. */
  connections(): readonly ConnectionStatus[];
  /** Asks for a file to be shown in the editor of the page that this world is on. Where there's no page, nothing comes of it. */
  openEditor(file: EditorRequest): void;
  /**
   * Shows bytes that came from a socket on the console, so that it knows which reply each line is part of. With `endByte`
   * all of them show the reply in which, of all that came, the byte before that one is.
   */
  showFrom(socket: number, bytes: Uint8Array, endByte?: number): void;
  /**
   * Counts work that is done in one go, in bytes handled, so that much of it counts as many steps. True: it's time for
   * `pause`, lest one step takes too long.
   */
  weigh(bytes: number): boolean;
  /** The path of the program that a command's name means, by this environment's PATH; null if there is none. */
  programPath(name: ByteString, environment: Environment): ByteString | null;
  /** Why `programPath` finds none: ENOENT, EACCES if there's a file that may not be run, ENOEXEC if it's no program. */
  whyNotRun(name: ByteString, environment: Environment): FileError;
  /** The names of all programs on PATH, sorted. */
  programNames(): readonly string[];
  /** Tells the console that this process waits for a command line behind this prompt; null: no longer. */
  showPrompt(prompt: string | null): void;
}

export type Opened =
  | { readonly kind: "opened"; readonly descriptor: number }
  | { readonly kind: "failed"; readonly error: FileError };

export interface StartOptions {
  readonly argv: readonly ByteString[];
  readonly environment: Environment;
  /** Which of this process's descriptors the new one gets, by the number that it gets it as. */
  readonly descriptors: ReadonlyMap<number, number>;
  /** The connection that the new process serves, as the number of its socket here. */
  readonly socket?: number;
  /** As whom it runs, if not as its parent does. */
  readonly user?: User;
  /**
   * The program itself, where it's a piece of the caller (a tcpserver's child) and not a file. It may be begun several
   * times, in copies of the world, so it has nothing of the caller's that changes, least of all its system.
   */
  readonly program?: WorldProgram;
}

/** What a descriptor of a process is connected to. */
export type Descriptor =
  | { readonly kind: "reader"; readonly pipe: Pipe }
  | { readonly kind: "writer"; readonly pipe: Pipe; readonly holders: Holders }
  | {
      readonly kind: "socket";
      readonly connectionId: number;
      readonly incoming: Pipe;
      readonly outgoing: Pipe;
      readonly holders: Holders;
      /** Bytes that have been read from it. */
      readonly taken: { bytes: number };
    }
  /** A file is read when it's asked for, so that what another program does to it until then is seen. */
  | { readonly kind: "file"; readonly path: ByteString; readonly position: { bytes: number } }
  | { readonly kind: "file being written"; readonly path: ByteString }
  /** A named pipe: what is written to the file is taken out of it by whoever reads it. */
  | { readonly kind: "fifo"; readonly path: ByteString }
  | { readonly kind: "keyboard"; readonly pipe: Pipe }
  | { readonly kind: "screen"; readonly consoleHost: string };

/** How many descriptors of all processes share a writing end; the last one to close it ends the stream. */
export interface Holders {
  count: number;
}

/**
 * All that a program has been told since it began: what has come of its waits, and what its system has answered. A program
 * is a function of that alone, so a copy of its process can be brought to the same point by telling it the same again (see
 * `copyWorld`). The lists are values, so copies share them.
 */
export interface Journal {
  readonly program: WorldProgram;
  arrivals: Past<WorldArrival | "interrupt"> | null;
  answers: Past<unknown> | null;
  /** Of both lists. A journal that has become too long is empty, and can't be told again. */
  length: number;
  /** While it's told again: the answers that are still to come, the next one last. */
  retold: unknown[] | null;
}

/** A list that grows at its end and whose beginning is shared. */
export interface Past<T> {
  readonly latest: T;
  readonly before: Past<T> | null;
}

export interface Process {
  readonly id: number;
  readonly host: Host;
  /** argv of the program that it is now; chain loading changes it. */
  argv: readonly ByteString[];
  environment: Environment;
  folder: ByteString;
  user: User;
  /** Who started it; a program whose file says so runs as another. */
  realUser: User;
  readonly descriptors: Map<number, Descriptor>;
  /** The program that it becomes at its next step; null once it runs. */
  program: WorldProgram | null;
  running: WorldRunning | null;
  /** What it has been told so far; null until it begins. */
  journal: Journal | null;
  /** What it has said of the wait that it comes to: see `atRest`. */
  goOn: (() => WorldProgram) | null;
  wait: WorldWait | null;
  /** Where the child that it waits for writes what is to be collected, by the child's descriptor. */
  collecting: ReadonlyMap<number, Pipe>;
  /** When the wait ends by itself, in seconds since 1970; null for never. */
  deadline: number | null;
  /** The exit code, or null and the number of the signal that ended it. */
  ended: { readonly code: number | null; readonly signal: number } | null;
  /** The process that started it, which learns how it ended. */
  readonly parent: Process | null;
  /** The connection that it serves, whose trace its notes go to. */
  connectionId: number | null;
  /** Files that it has read and goes by from then on, as they were, by absolute path; null for one that wasn't there. */
  kept: ReadonlyMap<ByteString, Uint8Array | null>;
  caughtSignals: readonly Signal[];
  /** What has been sent and hasn't arrived yet. */
  readonly pendingSignals: Signal[];
  /** A STOP has come, and no CONT since. */
  isStopped: boolean;
  /** It couldn't write all that it wanted to, and has said so. */
  hasLostOutput: boolean;
  /** Ctrl-C ends only its children, and calls this; null: it ends the process too. */
  onInterrupt: (() => void) | null;
}
