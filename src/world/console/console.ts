import { byteString, decodeText, joinBytes } from "../../engine/bytes/index.ts";
import { limits } from "../limits.ts";

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
  /** Grows at its end only: what drops or forgets entries makes another list. */
  entries: ConsoleEntry[];
  /** How many entries were dropped from the front, so that an entry's number stays its own. */
  dropped: number;
  /** The shell's prompt while the shell waits for a line; null while what is typed goes to a program. */
  prompt: string | null;
  /** The last line, as long as its end hasn't come. */
  openLine: Uint8Array;
  /** Of all entries, each with its newline. */
  charactersTotal: number;
}

export function createConsole(host: string): ConsoleState {
  return { host, entries: [], dropped: 0, prompt: null, openLine: new Uint8Array(), charactersTotal: 0 };
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
  while (start < bytes.length) {
    const newline = bytes.indexOf(0x0a, start);
    const cut = start + limits.consoleLineBytesMax - state.openLine.length;
    const isCut = (newline === -1 ? bytes.length : newline) > cut;
    const end = isCut ? cut : newline;
    if (end === -1) break;
    const line = joinBytes([state.openLine, bytes.subarray(start, end)]);
    start = isCut ? end : end + 1;
    state.openLine = new Uint8Array();
    push(state, { kind: "output", text: printable(line), reply: reply(start) });
  }
  if (start < bytes.length) state.openLine = joinBytes([state.openLine, bytes.slice(start)]);
}

/** Forgets all that was shown. What a program has written of a line that isn't ended goes too. */
export function clearConsole(state: ConsoleState): void {
  state.entries = [];
  state.dropped = 0;
  state.charactersTotal = 0;
  state.openLine = new Uint8Array();
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
  state.charactersTotal += entry.text.length + 1;
  if (state.charactersTotal <= limits.consoleCharactersMax) return;
  // Many at once, since what is left has to be moved.
  const kept = limits.consoleCharactersMax - limits.consoleCharactersDropped;
  let surplus = 0;
  while (state.charactersTotal > kept && surplus < state.entries.length - 1) {
    state.charactersTotal -= (state.entries[surplus]?.text.length ?? 0) + 1;
    surplus++;
  }
  state.entries = state.entries.slice(surplus);
  state.dropped += surplus;
}

function printable(line: Uint8Array): string {
  const isEndedByReturn = byteString(line).endsWith("\r");
  return decodeText(isEndedByReturn ? line.subarray(0, -1) : line);
}
