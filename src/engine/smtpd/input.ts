import { byteString, type ByteString } from "../bytes/index.ts";
import { INPUT_BYTES } from "./limits.ts";

/**
 * What the client has sent and nobody has looked at yet, taken in portions as the original reads it: before each portion
 * the replies so far go out.
 */
export interface Input {
  bytes: Uint8Array;
  /** The next byte to be looked at. */
  at: number;
  /** Where the portion ends. */
  end: number;
  /** The portion from `textAt` on as text, once it's needed. */
  text: ByteString | null;
  textAt: number;
  /** The pieces so far of a line whose end hasn't come yet. */
  partial: ByteString[];
}

/** Input of which nothing has come yet. */
export function emptyInput(): Input {
  return { bytes: NOTHING, at: 0, end: 0, text: null, textAt: 0, partial: [] };
}

/** Takes what the client has sent; there must be nothing left of what it sent before. */
export function offer(input: Input, bytes: Uint8Array): void {
  input.bytes = bytes;
  input.at = 0;
  input.end = 0;
  nextPortion(input);
}

/** Goes on to the next portion of what the client has sent. There may be none, which leaves nothing to look at. */
export function nextPortion(input: Input): void {
  const portion = Math.floor(input.at / INPUT_BYTES) + 1;
  input.end = Math.min(portion * INPUT_BYTES, input.bytes.length);
  input.text = null;
}

/** The next line without its newline; null when there's no whole one in this portion, which is then used up. */
export function takeLine(input: Input): ByteString | null {
  if (input.at >= input.end) return null;
  if (input.text === null) {
    input.text = byteString(input.bytes, input.at, input.end);
    input.textAt = input.at;
  }
  const start = input.at - input.textAt;
  const newline = input.text.indexOf("\n", start);
  if (newline === -1) {
    input.partial.push(input.text.slice(start));
    input.at = input.end;
    return null;
  }
  const line = input.text.slice(start, newline);
  input.at = input.textAt + newline + 1;
  if (input.partial.length === 0) return line;
  const whole = input.partial.join("") + line;
  input.partial = [];
  return whole;
}

const NOTHING = new Uint8Array();
