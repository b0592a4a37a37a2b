import { byteString, bytesOf, type ByteString } from "../../../engine/bytes/index.ts";
import type { WorldArrival, WorldSystem, WorldWait } from "../../process.ts";

/** A part of the program: what it comes to, with what it waits for on the way. */
export type Steps<Result> = Generator<WorldWait, Result, WorldArrival>;

/** The end of the program: its exit code, behind a word on standard error, if there's something to say. */
export interface Failure {
  readonly kind: "failure";
  readonly code: number;
  readonly why: ByteString | null;
}

export function failure(code: number, why: ByteString | null): Failure {
  return { kind: "failure", code, why };
}

/** Standard input by lines. */
export interface Input {
  /** The next line, without its newline; null at the end. */
  line(): Steps<ByteString | null>;
  /** All that is left. */
  rest(): Steps<ByteString>;
}

export function createInput(): Input {
  let buffered: ByteString = "";
  let hasEnded = false;
  const more = function* (): Steps<void> {
    const arrival = yield { kind: "read", timeoutSeconds: null };
    if (arrival.kind === "bytes") buffered += byteString(arrival.bytes);
    else hasEnded = true;
  };
  return {
    *line() {
      while (!buffered.includes("\n") && !hasEnded) yield* more();
      if (buffered === "") return null;
      const newline = buffered.indexOf("\n");
      const line = newline === -1 ? buffered : buffered.slice(0, newline);
      buffered = buffered.slice(line.length + 1);
      return line;
    },
    *rest() {
      while (!hasEnded) yield* more();
      const rest = buffered;
      buffered = "";
      return rest;
    },
  };
}

/** Asks for a line until it matches. */
// swaks 20240103.0 interact
// Differs: at the end of input it gives up, where the original asks for ever.
export function* ask(
  system: WorldSystem,
  input: Input,
  { prompt, match }: { readonly prompt: ByteString; readonly match: RegExp | undefined },
): Steps<ByteString | Failure> {
  for (;;) {
    system.write(1, bytesOf(prompt));
    const line = yield* input.line();
    if (line === null) {
      system.write(1, bytesOf("\n"));
      return failure(1, `Standard input has ended before an answer to ${prompt.trim()}`);
    }
    if (match?.test(line) !== false) return line;
  }
}
