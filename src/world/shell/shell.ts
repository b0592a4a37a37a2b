import { bytesOf, type ByteString } from "../../engine/bytes/index.ts";
import type { Ending } from "../../engine/program/index.ts";
import { limits } from "../limits.ts";
import type { WorldArrival, WorldSystem, WorldWait } from "../process.ts";
import type { Piece } from "../../engine/sh/index.ts";

/** Something that a shell does, which may wait. */
export type Steps<T> = Generator<WorldWait, T, WorldArrival>;

/** The descriptors that a command gets, by the number that it gets them as, each as a descriptor of the shell. */
export type Descriptors = ReadonlyMap<number, number>;

/** Runs the command of a word, `$(...)`, and tells what it prints. Its exit code becomes the shell's status. */
export type Substitute = (shell: Shell, piece: Extract<Piece, { kind: "command" }>) => Steps<ByteString>;

/** What a shell knows while it runs. */
export interface Shell {
  readonly system: WorldSystem;
  readonly variables: Map<ByteString, ByteString>;
  readonly exported: Set<ByteString>;
  /** `$0`, `$1` and so on: the script's name and its arguments. */
  parameters: readonly ByteString[];
  /** A person types at it, so that a mistake doesn't end it. */
  readonly isInteractive: boolean;
  /** The script that it runs, which its complaints name with the line; null if it runs none. */
  readonly script: ByteString | null;
  readonly substitute: Substitute;
  /** The line of the script that it is at, from 1. */
  line: number;
  /** What its commands get as standard input, output and error if they don't say otherwise. */
  descriptors: Descriptors;
  /** What has been read of a descriptor and not been asked for yet, by `read`. */
  readonly unread: Map<number, ByteString>;
  /** The letters of `set` that are on: e, u and x. */
  options: string;
  /** How many commands it is in whose status is asked for, so that `set -e` doesn't count it. */
  tests: number;
  /** Exit code of the last pipeline. */
  status: number;
  /** Set when the shell is to end. */
  ending: Ending | null;
  /** How many loops it is in. */
  loops: number;
  /** How many loops `break` or `continue` is leaving. */
  leaving: { readonly how: "break" | "continue"; readonly levels: number } | null;
  /** Somebody has pressed Ctrl-C: what is being run is given up. */
  isInterrupted: boolean;
}

/** A shell but for the system that it is in. */
export type ShellState = Omit<Shell, "system">;

/** How a shell is now. */
export function stateOf({ system: _, ...state }: Shell): ShellState {
  return {
    ...state,
    variables: new Map(state.variables),
    exported: new Set(state.exported),
    unread: new Map(state.unread),
  };
}

/** A shell that begins with this state. */
export function shellOf(system: WorldSystem, state: ShellState): Shell {
  return { ...stateOf({ ...state, system }), system };
}

/** How a shell that has done everything ends. */
export function endingOf(shell: Shell): Ending {
  return shell.ending ?? { kind: "exit", code: shell.status };
}

/** Exit codes of a shell. Source: POSIX.1-2017 XCU 2.8.2; 130 is 128 and SIGINT's number. */
export const exitCodes = {
  trouble: 1,
  syntax: 2,
  cannotStart: 126,
  notFound: 127,
  interrupted: 130,
} as const;

/** A shell's own standard input, output and error. */
export const ownDescriptors: Descriptors = new Map([
  [0, 0],
  [1, 1],
  [2, 2],
]);

/** Gives up what is being run: a script ends, a person gets the prompt again. */
// POSIX.1-2017 XCU 2.8.1
export function giveUp(shell: Shell, status: number): void {
  shell.status = status;
  if (shell.isInteractive) shell.isInterrupted = true;
  else shell.ending = { kind: "exit", code: status };
}

/** Tells that no process can be started, and gives up. `what` is what should have been. */
export function cannotFork(shell: Shell, what: ByteString, descriptors = shell.descriptors): void {
  const why = `Resource temporarily unavailable (a host can have ${limits.processesMax} processes)`;
  complain(shell, `${what}: fork: ${why}`, descriptors);
  giveUp(shell, exitCodes.cannotStart);
}

/** Closes what was opened for a command. */
export function closeAll({ system, unread }: Shell, opened: readonly number[]): void {
  for (const descriptor of opened) {
    system.close(descriptor);
    unread.delete(descriptor);
  }
}

/** Writes a line to standard error. */
export function tell({ system, descriptors }: Shell, text: ByteString, own = descriptors): void {
  system.writeTo(own.get(2) ?? 2, bytesOf(`${text}\n`));
}

/** Says on standard error what is wrong, and in which line of a script. */
export function complain(shell: Shell, text: ByteString, descriptors = shell.descriptors): void {
  const place = shell.script === null ? "" : `${shell.script}: line ${shell.line}: `;
  tell(shell, `sh: ${place}${text}`, descriptors);
}
