import { writeSync } from "node:fs";

const RETRY_MILLISECONDS = 2;

/**
 * Writes everything to a descriptor before it returns. Waits where the descriptor doesn't block and is full; ends the
 * process, quietly and with exit code 1, where nobody reads any more.
 */
export function writeAll(descriptor: number, data: string | Uint8Array): void {
  let rest = typeof data === "string" ? Buffer.from(data) : data;
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(descriptor, rest));
    } catch (error) {
      const code = errorCode(error);
      if (code === "EPIPE" || code === "ECONNRESET") process.exit(1);
      if (code !== "EAGAIN") throw error;
      sleep(RETRY_MILLISECONDS);
    }
  }
}

/** The `code` of an error of Node's, such as ENOENT; null if it has none. */
export function errorCode(error: unknown): string | null {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : null;
}

/** Blocks the process for so long. */
export function sleep(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
