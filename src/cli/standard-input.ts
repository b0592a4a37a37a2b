import { fstatSync, readSync } from "node:fs";
import { isFileError, type Arrival } from "../engine/program/index.ts";
import { errorCode, sleep } from "./write.ts";

const CHUNK_BYTES = 65536;
const RETRY_MILLISECONDS = 5;

/** Standard input as a program reads it. */
export interface StandardInput {
  read(timeoutSeconds: number | null): Promise<Arrival>;
}

/** The process's own standard input. It's touched at the first read, so a program that it becomes may have it whole. */
export function standardInput(): StandardInput {
  let stream: AsyncInput | null = null;
  return {
    async read(timeoutSeconds) {
      if (timeoutSeconds === null && stream === null) return readBlocking();
      stream ??= openStream();
      return stream.next(timeoutSeconds);
    },
  };
}

// A file is read in one go, which for a large one saves copying it together.
function readBlocking(): Arrival {
  const stat = fstatSync(0);
  const buffer = new Uint8Array(stat.isFile() ? Math.max(stat.size, CHUNK_BYTES) : CHUNK_BYTES);
  for (;;) {
    try {
      const bytes = readSync(0, buffer);
      return bytes === 0 ? { kind: "end of input" } : { kind: "bytes", bytes: buffer.subarray(0, bytes) };
    } catch (error) {
      const code = errorCode(error);
      if (code === "EOF") return { kind: "end of input" };
      if (code !== null && code !== "EAGAIN" && isFileError(code)) return { kind: "unreadable", error: code };
      if (code !== "EAGAIN") throw error;
      sleep(RETRY_MILLISECONDS);
    }
  }
}

interface AsyncInput {
  next(timeoutSeconds: number | null): Promise<Arrival>;
}

function openStream(): AsyncInput {
  let hasEnded = false;
  let wake: () => void = () => undefined;
  process.stdin.on("readable", () => wake());
  const end = () => {
    hasEnded = true;
    wake();
  };
  process.stdin.on("end", end);
  process.stdin.on("close", end);
  // A connection that the client reset has ended too.
  process.stdin.on("error", end);

  const arrived = (): Arrival | null => {
    const chunk: unknown = process.stdin.read();
    if (chunk instanceof Uint8Array) return { kind: "bytes", bytes: chunk };
    return hasEnded ? { kind: "end of input" } : null;
  };
  return {
    next(timeoutSeconds) {
      return new Promise((resolve) => {
        const answer = (arrival: Arrival) => {
          clearTimeout(timer);
          wake = () => undefined;
          resolve(arrival);
        };
        const timer = setTimeout(
          () => answer({ kind: "timeout" }),
          timeoutSeconds === null
            ? TIMER_MILLISECONDS_MAX
            : Math.min(timeoutSeconds * 1000, TIMER_MILLISECONDS_MAX),
        );
        wake = () => {
          const arrival = arrived();
          if (arrival !== null) answer(arrival);
        };
        wake();
      });
    },
  };
}

/** The longest that a timer of Node's can wait, 24 days. */
const TIMER_MILLISECONDS_MAX = 2 ** 31 - 1;
