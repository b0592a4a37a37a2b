import { joinBytes } from "../engine/bytes/index.ts";

/** A stream of bytes from one process to another. The writer never blocks. */
export interface Pipe {
  /** An empty chunk is an end of input that more may follow, as Ctrl-D at a terminal makes one. */
  readonly chunks: Uint8Array[];
  /** The writer has gone: after the last chunk comes the end of input, for good. */
  isClosed: boolean;
  /** The reader has gone: what is written is lost. */
  isBroken: boolean;
}

export function createPipe(): Pipe {
  return { chunks: [], isClosed: false, isBroken: false };
}

/** A pipe that holds these bytes and whose writer has gone. */
export function filledPipe(bytes: Uint8Array): Pipe {
  return { chunks: bytes.length === 0 ? [] : [bytes], isClosed: true, isBroken: false };
}

export function writePipe(pipe: Pipe, bytes: Uint8Array): void {
  if (!pipe.isClosed && !pipe.isBroken && bytes.length > 0) pipe.chunks.push(bytes);
}

/** Lets the reader see one end of input; what is written afterwards can be read again. */
export function writeEnd(pipe: Pipe): void {
  if (!pipe.isClosed) pipe.chunks.push(new Uint8Array());
}

/** All that is waiting up to the next end, in one piece; "end" at an end; null if there's nothing yet. */
export function readPipe(pipe: Pipe): Uint8Array | "end" | null {
  const [first] = pipe.chunks;
  if (first === undefined) return pipe.isClosed ? "end" : null;
  if (first.length === 0) {
    pipe.chunks.shift();
    return "end";
  }
  const end = pipe.chunks.findIndex((chunk) => chunk.length === 0);
  return joinBytes(pipe.chunks.splice(0, end === -1 ? pipe.chunks.length : end));
}

/** One chunk, as a terminal gives one line at a time, so that what was typed ahead is left for the next program. */
export function readChunk(pipe: Pipe): Uint8Array | "end" | null {
  const chunk = pipe.chunks.shift();
  if (chunk === undefined) return pipe.isClosed ? "end" : null;
  return chunk.length === 0 ? "end" : chunk;
}
