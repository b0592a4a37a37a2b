import { byteString, type ByteString } from "../../engine/bytes/index.ts";
import type { Arrival, Environment, Program, System, Wait } from "../../engine/program/index.ts";
import type { Note } from "../../engine/trace/index.ts";

/** What surrounds a program that is played in memory. Files are changed in place. */
export interface MemoryRun {
  readonly program: Program;
  readonly argv: readonly ByteString[];
  readonly environment?: Environment;
  readonly files?: Map<ByteString, Uint8Array>;
  /** What comes on standard input, read by read. */
  readonly input?: readonly Uint8Array[];
  /** What comes after the input: its end, or silence until the program's timeout. */
  readonly afterInput?: "end of input" | "timeout";
  readonly now?: number;
  readonly processId?: number;
  readonly ownAddresses?: readonly string[];
  /** Answers the other programs that it runs. */
  readonly run?: (run: Extract<Wait, { kind: "run" }>) => Extract<Arrival, { kind: "exited" }>;
  /** What the program writes that it becomes, which then ends with exit code 0. */
  readonly become?: (argv: readonly ByteString[]) => ByteString;
}

export interface MemoryOutcome {
  /** The exit code; negative is the number of the signal that ended the program. */
  readonly exit: number;
  readonly stdout: ByteString;
  readonly stderr: ByteString;
  readonly notes: readonly Note[];
}

/** Plays a program to its end. Throws if it becomes or runs another one though there is no `become` or `run`, and if it asks DNS. */
export function runInMemory(run: MemoryRun): MemoryOutcome {
  const output: Record<1 | 2, ByteString> = { 1: "", 2: "" };
  const notes: Note[] = [];
  const coroutine = run.program(memorySystem(run, output, notes));
  let read = 0;
  const answer = (wait: Wait): Arrival => {
    if (wait.kind === "sleep") return { kind: "timeout" };
    if (wait.kind === "look up") throw new Error(`${run.argv[0] ?? ""} asks DNS for ${wait.name}`);
    if (wait.kind === "run") {
      if (run.run === undefined) throw new Error(`${run.argv[0] ?? ""} runs ${wait.argv.join(" ")}`);
      return run.run(wait);
    }
    const bytes = run.input?.[read++];
    return bytes === undefined ? { kind: run.afterInput ?? "end of input" } : { kind: "bytes", bytes };
  };
  let step = coroutine.next();
  while (step.done !== true) step = coroutine.next(answer(step.value));
  const ending = step.value;
  if (ending.kind === "exec") {
    if (run.become === undefined) throw new Error(`${run.argv[0] ?? ""} becomes ${ending.argv.join(" ")}`);
    return { exit: 0, stdout: output[1] + run.become(ending.argv), stderr: output[2], notes };
  }
  const exit = ending.kind === "crash" ? -ending.signal : ending.code;
  return { exit, stdout: output[1], stderr: output[2], notes };
}

function memorySystem(run: MemoryRun, output: Record<1 | 2, ByteString>, notes: Note[]): System {
  const files = run.files ?? new Map<ByteString, Uint8Array>();
  return {
    argv: run.argv,
    environment: run.environment ?? new Map<ByteString, ByteString>(),
    processId: run.processId ?? 1000,
    now: () => run.now ?? 0,
    readFile(path) {
      const bytes = files.get(path);
      return bytes === undefined
        ? { kind: "failed", error: "ENOENT" }
        : { kind: "read", bytes, origin: null };
    },
    writeFile(path, bytes) {
      files.set(path, bytes);
      return null;
    },
    rename(from, to) {
      const bytes = files.get(from);
      if (bytes === undefined) return "ENOENT";
      files.delete(from);
      files.set(to, bytes);
      return null;
    },
    inputPath: null,
    ownAddresses: () => run.ownAddresses ?? [],
    write(descriptor, bytes) {
      output[descriptor] += byteString(bytes);
    },
    note: (note) => notes.push(note),
  };
}
