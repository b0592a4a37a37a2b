import { byteString, decodeByteString, type ByteString } from "../engine/bytes/index.ts";
import type { ConfigurationFile } from "./configuration.ts";

/** A file by its lines, which LF ends. */
export interface FileLines {
  /** How many there are; what comes behind the last LF counts if it's anything. */
  readonly count: number;
  /** A line without its LF; "" if there's no such line. */
  readonly line: (number: number) => ByteString;
  /** Bytes before a line; of one behind the last, all bytes. */
  readonly start: (number: number) => number;
  /** The column of a place in a line, as editors count: `offset` is bytes from the line's start, counted from 0. */
  readonly column: (number: number, offset: number) => number;
}

const known = new WeakMap<Uint8Array, FileLines>();

export function fileLines({ bytes }: Pick<ConfigurationFile, "bytes">): FileLines {
  const found = known.get(bytes);
  if (found !== undefined) return found;
  const starts = lineStarts(bytes);
  // Much may be told of one line, which may be as long as the file.
  let last: { readonly number: number; readonly text: ByteString } = { number: 0, text: "" };
  const line = (number: number): ByteString => {
    if (number !== last.number) last = { number, text: read(number) };
    return last.text;
  };
  const read = (number: number): ByteString => {
    const start = starts[number - 1];
    if (start === undefined) return "";
    const next = starts[number];
    const end = next === undefined ? bytes.length - (bytes.at(-1) === LF ? 1 : 0) : next - 1;
    return byteString(bytes, start, end);
  };
  const column = (number: number, offset: number): number =>
    decodeByteString(line(number).slice(0, offset)).length + 1;
  const start = (number: number): number => starts[number - 1] ?? bytes.length;
  const lines = { count: starts.length, line, start, column };
  known.set(bytes, lines);
  return lines;
}

const LF = 10;

function lineStarts(bytes: Uint8Array): Uint32Array {
  let starts = new Uint32Array(64);
  let count = 0;
  for (let start = 0; start < bytes.length; count++) {
    if (count === starts.length) {
      const larger = new Uint32Array(count * 2);
      larger.set(starts);
      starts = larger;
    }
    starts[count] = start;
    const newline = bytes.indexOf(LF, start);
    start = newline === -1 ? bytes.length : newline + 1;
  }
  return starts.subarray(0, count);
}
