import { byteString, decodeText } from "../engine/bytes/index.ts";
import { limits } from "./limits.ts";
import { concatenate } from "./pipe.ts";

/** A server's reply: which connection, and the how-manieth reply on it, from 0. */
export interface ReplyId {
  readonly connectionId: number;
  readonly index: number;
}

export type ConsoleEntry =
  /** A line that was typed, behind its prompt. */
  | { readonly kind: "input"; readonly prompt: string; readonly text: string }
  /** A line that a program printed; `reply` is set if it's part of a server's reply. */
  | { readonly kind: "output"; readonly text: string; readonly reply: ReplyId | null };

/**
 * What a person sees of one host: a transcript, and the prompt that waits for a line. Text is what people read; a byte
 * that isn't UTF-8 is U+DC80 to U+DCFF in it.
 */
export interface ConsoleState {
  readonly host: string;
  readonly entries: ConsoleEntry[];
  /** How many entries were dropped from the front, so that an entry's number stays its own. */
  dropped: number;
  /** The shell's prompt while the shell waits for a line; null while what is typed goes to a program. */
  prompt: string | null;
  /** The last line, as long as its end hasn't come. */
  openLine: Uint8Array;
  bytesTotal: number;
}

export function createConsole(host: string): ConsoleState {
  return { host, entries: [], dropped: 0, prompt: null, openLine: new Uint8Array(), bytesTotal: 0 };
}

/** Adds a typed line to the transcript. */
export function addInput(state: ConsoleState, prompt: string, text: string): void {
  endOpenLine(state);
  push(state, { kind: "input", prompt, text });
}

/** Adds what a program printed. `reply` tells for each line which reply it belongs to, by its last byte's place. */
export function addOutput(
  state: ConsoleState,
  bytes: Uint8Array,
  reply: (endInBytes: number) => ReplyId | null,
): void {
  let start = 0;
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at] !== 0x0a) continue;
    const line = concatenate([state.openLine, bytes.subarray(start, at)]);
    state.openLine = new Uint8Array();
    push(state, { kind: "output", text: printable(line), reply: reply(at + 1) });
    start = at + 1;
  }
  state.openLine = concatenate([state.openLine, bytes.slice(start)]);
}

/** Ends a line that a program has left open, as a terminal's user sees it when the prompt follows. */
export function endOpenLine(state: ConsoleState): void {
  if (state.openLine.length === 0) return;
  const text = printable(state.openLine);
  state.openLine = new Uint8Array();
  push(state, { kind: "output", text, reply: null });
}

function push(state: ConsoleState, entry: ConsoleEntry): void {
  state.entries.push(entry);
  state.bytesTotal += entry.text.length + 1;
  let surplus = 0;
  while (state.bytesTotal > limits.consoleBytesMax && surplus < state.entries.length - 1) {
    state.bytesTotal -= (state.entries[surplus]?.text.length ?? 0) + 1;
    surplus++;
  }
  if (surplus > 0) {
    state.entries.splice(0, surplus);
    state.dropped += surplus;
  }
}

function printable(line: Uint8Array): string {
  const isEndedByReturn = byteString(line).endsWith("\r");
  return decodeText(isEndedByReturn ? line.subarray(0, -1) : line);
}
