import type { ByteString } from "../bytes/index.ts";
import type { Note } from "../trace/index.ts";
import type { FileError } from "./file-error.ts";

/** Names to values. A name that is absent is unset, which differs from set to "". */
export type Environment = ReadonlyMap<ByteString, ByteString>;

/**
 * A program of the server, one module named after its man page. It runs as a coroutine: all that doesn't block is a call
 * on `system`, all that may block is yielded as a {@link Wait} and answered by the {@link Arrival} that it asks for. It
 * returns how it ends: with an exit code, or by becoming another program (chain loading).
 *
 * `S` is what it needs of the system: {@link System} for the programs of the engine, which so run in the simulated world
 * and on a real one alike.
 */
export type Program<S = System> = (system: S) => Generator<Wait, Ending, Arrival>;

export type Ending =
  | { readonly kind: "exit"; readonly code: number }
  /** Chain loading: the same process goes on as `argv[0]`, with the same descriptors and this environment. */
  | { readonly kind: "exec"; readonly argv: readonly ByteString[]; readonly environment: Environment }
  /** The process was ended by a signal: 11 is SIGSEGV, which some of the originals can be brought to. */
  | { readonly kind: "crash"; readonly signal: number };

/** What a program may wait for. */
export type Wait =
  /** Bytes from standard input. Answered by `bytes`, `end of input`, or, after `timeoutSeconds`, by `timeout`. */
  | { readonly kind: "read"; readonly timeoutSeconds: number | null }
  /** Time to pass. Answered by `timeout`. */
  | { readonly kind: "sleep"; readonly seconds: number }
  /**
   * What DNS says of a name, or for PTR of an address, which `name` is then. Answered by `looked up`. `resolver` is the
   * library that asks, since each has a patience of its own: djbdns's if it's absent.
   */
  | {
      readonly kind: "look up";
      readonly type: "A" | "ANY" | "MX" | "PTR" | "TXT";
      readonly name: ByteString;
      readonly resolver?: "libc" | undefined;
    }
  /**
   * Another program to run to its end, with these bytes on these descriptors. Answered by `exited`. What it writes to the
   * descriptors in `collect` (default none) comes back with the answer. If there's no such program, the answer is
   * `notRunCode` (default 111) as its exit code.
   */
  | {
      readonly kind: "run";
      readonly argv: readonly ByteString[];
      readonly environment: Environment;
      readonly input: ReadonlyMap<number, Uint8Array>;
      readonly collect?: readonly number[];
      readonly notRunCode?: number;
    };

/** What came of a {@link Wait}. */
export type Arrival =
  | { readonly kind: "bytes"; readonly bytes: Uint8Array }
  | { readonly kind: "end of input" }
  /** Standard input can't be read: it's a folder, or a device that fails. */
  | { readonly kind: "unreadable"; readonly error: FileError }
  | { readonly kind: "timeout" }
  | { readonly kind: "looked up"; readonly answer: Answer }
  /** `code` is null if the program crashed, and `signal` then says by which signal, if that is known; `output` holds what it wrote to the descriptors that were to be collected. */
  | {
      readonly kind: "exited";
      readonly processId: number;
      readonly code: number | null;
      readonly signal?: number;
      readonly output?: ReadonlyMap<number, Uint8Array>;
    };

/** What DNS answers. Source: RFC 1035 4.1.1, RFC 2308 2. */
export type Answer =
  /**
   * A: addresses as dotted decimals. MX: preference, blank, host, the most preferred first. ANY: of each record its type,
   * a blank and its value. `aliases` are the names that were followed from the one that was asked for to the one that has
   * the values; with ANY none is. `bytes`: the length of the answer, if it's known.
   */
  | {
      readonly kind: "found";
      readonly values: readonly ByteString[];
      readonly aliases: readonly ByteString[];
      readonly bytes?: number;
    }
  | { readonly kind: "no such name" }
  | { readonly kind: "no data" }
  | { readonly kind: "temporary failure"; readonly why: "servfail" | "timeout" };

/** What a program finds around it. Nothing here blocks; a clock and process ids are given, never taken. */
export interface System {
  /** The program's arguments, its own name first. */
  readonly argv: readonly ByteString[];
  readonly environment: Environment;
  readonly processId: number;
  /** Seconds since 1970-01-01 00:00:00 UTC. */
  now(): number;
  /** The whole file, as it is now. `path` may be relative to the current folder. */
  readFile(path: ByteString): FileRead;
  /** Makes the file, or empties it, and writes all of `bytes`. Null when it worked. */
  writeFile(path: ByteString, bytes: Uint8Array, origin?: Origin): FileError | null;
  /** Moves a file over another within one file system. Null when it worked. */
  rename(from: ByteString, to: ByteString): FileError | null;
  /** The path that standard input was opened from, if it's a file and the system knows. */
  readonly inputPath: ByteString | null;
  /** Addresses of the host's interfaces that are up, as dotted decimals, or null when they can't be found out. */
  ownAddresses(): readonly string[] | null;
  /** Sends bytes to standard output (1) or standard error (2). */
  write(descriptor: 1 | 2, bytes: Uint8Array): void;
  /** Tells a decision and its reason to whoever traces this program. */
  note(note: Note): void;
}

export type FileRead =
  | { readonly kind: "read"; readonly bytes: Uint8Array; readonly origin: Origin | null }
  | { readonly kind: "failed"; readonly error: FileError };

/**
 * Where a compiled file came from: the path of its text, and the line of each key in it. The file itself can't hold
 * this (it's a cdb, byte for byte), so the simulated disk keeps it beside the file; a real disk forgets it.
 */
export interface Origin {
  readonly file: ByteString | null;
  readonly lineOf: (key: ByteString) => number | null;
}
