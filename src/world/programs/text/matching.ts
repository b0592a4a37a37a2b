import type { ByteString } from "../../../engine/bytes/index.ts";
import { isWordByte, type ByteSet } from "./byte-set.ts";
import type { Instruction, Place, RegularExpression } from "./regular-expression.ts";

/** Where an expression matches; `groups` holds what it matched and then what each of its groups did, null for nothing. */
export interface Found {
  readonly start: number;
  readonly end: number;
  readonly groups: readonly (ByteString | null)[];
}

/** Steps of one search, or of all in one line, so that no expression takes for ever. Origin: a twentieth of a second. */
const stepsMax = 2_000_000;

/** Bytes handled that a step of a search counts as, see `WorldSystem.weigh`. */
export const stepWeight = 2;

/** Something that is still to be tried, or to be put back on the way to it. */
type Task =
  | { readonly kind: "try"; readonly at: number; readonly position: number }
  | { readonly kind: "put back"; readonly slot: number; readonly value: number };

/**
 * Searches texts for an expression. Each instruction is tried once at each place of a text, so that a search takes time in
 * proportion to both lengths, whatever the expression; one that matches a group again (`\1`) is given up after
 * so many steps instead, and so is a search in a text that is too long for it.
 */
export class Searcher {
  readonly #expression: RegularExpression;
  /** What a match can begin with; null if that can't be told. */
  readonly #first: ByteSet | null;
  /** By instruction and place: the number of the search that has tried it. */
  #tried = new Uint32Array(0);
  #search = 0;
  /** Steps taken so far in all searches. */
  steps = 0;

  constructor(expression: RegularExpression) {
    this.#expression = expression;
    this.#first = firstBytes(expression.instructions);
  }

  /** All matches, empty ones too, one after the other, each with the longest text. */
  searchAll(text: ByteString): readonly Found[] | "too complex" {
    const all: Found[] = [];
    const limit = this.steps + stepsMax;
    for (let at = 0; at <= text.length;) {
      const found = this.steps > limit ? "too complex" : this.search(text, at);
      if (found === "too complex") return found;
      if (found === null) break;
      all.push(found);
      at = Math.max(found.end, found.start + 1);
    }
    return all;
  }

  /** The leftmost match from a place on, and of those the longest; null if there's none. */
  search(text: ByteString, from = 0): Found | "too complex" | null {
    const { instructions, hasAgain } = this.#expression;
    if (!hasAgain && !this.#prepare(instructions.length * (text.length + 1))) return "too complex";
    const limit = this.steps + stepsMax;
    for (let start = from; start <= text.length; start++) {
      const isPossible =
        this.#first === null || (start < text.length && this.#first[text.charCodeAt(start)] === 1);
      if (!isPossible) continue;
      const found = this.#longest(text, start, limit);
      if (found !== null) return found;
    }
    return null;
  }

  /** Makes room to keep what has been tried. False if there'd be too much. */
  #prepare(size: number): boolean {
    if (size > triedMax) return false;
    if (this.#tried.length < size) {
      this.#tried = new Uint32Array(Math.max(size, this.#tried.length * 2));
      this.#search = 0;
    }
    this.#search++;
    return true;
  }

  #longest(text: ByteString, start: number, limit: number): Found | "too complex" | null {
    const { instructions, slots: count, hasAgain, ignoresCase } = this.#expression;
    const slots: number[] = Array.from({ length: count }, () => -1);
    const tasks: Task[] = [{ kind: "try", at: 0, position: start }];
    const width = text.length + 1;
    let best: Found | null = null;
    for (let task = tasks.pop(); task !== undefined; task = tasks.pop()) {
      if (task.kind === "put back") {
        slots[task.slot] = task.value;
        continue;
      }
      let { at, position } = task;
      for (;;) {
        if (++this.steps > limit && hasAgain) return "too complex";
        if (!hasAgain) {
          const key = at * width + position;
          if (this.#tried[key] === this.#search) break;
          this.#tried[key] = this.#search;
        }
        const one = instructions[at];
        if (one === undefined) throw new Error(`no instruction ${at} of ${instructions.length}`);
        if (one.kind === "match") {
          if (best === null || position > best.end) best = this.#found(text, start, position, slots);
          break;
        }
        at++;
        if (one.kind === "set") {
          if (position === text.length || one.bytes[text.charCodeAt(position)] !== 1) break;
          position++;
        } else if (one.kind === "jump") {
          at = one.to;
        } else if (one.kind === "fork") {
          tasks.push({ kind: "try", at: one.to, position });
        } else if (one.kind === "where") {
          if (!isPlace(one.place, text, position)) break;
        } else if (one.kind === "again") {
          const said = groupOf(text, slots, one.group);
          const here = said === null ? "" : text.slice(position, position + said.length);
          if (said === null || !isSame(here, said, ignoresCase ? "in any case" : "exactly")) break;
          position += said.length;
        } else {
          const value = slots[one.slot] ?? -1;
          if (one.kind === "moved" && value === position && hasAgain) break;
          tasks.push({ kind: "put back", slot: one.slot, value });
          slots[one.slot] = position;
        }
      }
    }
    return best;
  }

  #found(text: ByteString, start: number, end: number, slots: readonly number[]): Found {
    const { groups } = this.#expression;
    const said = Array.from({ length: groups }, (_, index) => groupOf(text, slots, index + 1));
    return { start, end, groups: [text.slice(start, end), ...said] };
  }
}

/** Instructions times places. Origin: 32 MB, and a fifth of a second. */
const triedMax = 8 * 1024 * 1024;

function groupOf(text: ByteString, slots: readonly number[], group: number): ByteString | null {
  const [from = -1, to = -1] = slots.slice(group * 2, group * 2 + 2);
  return from === -1 || to < from ? null : text.slice(from, to);
}

function isSame(one: ByteString, other: ByteString, how: "exactly" | "in any case"): boolean {
  return how === "exactly" ? one === other : one.toLowerCase() === other.toLowerCase();
}

function isPlace(place: Place, text: ByteString, position: number): boolean {
  const isBehindWord = position > 0 && isWordByte(text.charCodeAt(position - 1));
  const isBeforeWord = position < text.length && isWordByte(text.charCodeAt(position));
  switch (place) {
    case "line start":
      return position === 0;
    case "line end":
      return position === text.length;
    case "word start":
      return !isBehindWord && isBeforeWord;
    case "word end":
      return isBehindWord && !isBeforeWord;
    case "word edge":
      return isBehindWord !== isBeforeWord;
    case "no word edge":
      return isBehindWord === isBeforeWord;
    case "not behind word":
      return !isBehindWord;
    case "not before word":
      return !isBeforeWord;
  }
}

/** The bytes that a match can begin with; null if it can be empty, or begins with a group that comes again. */
function firstBytes(instructions: readonly Instruction[]): ByteSet | null {
  const first = new Uint8Array(256);
  const seen = new Set<number>();
  const waiting = [0];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const one = instructions[at];
    if (seen.has(at)) continue;
    seen.add(at);
    if (one === undefined || one.kind === "match" || one.kind === "again") return null;
    if (one.kind === "set") one.bytes.forEach((is, byte) => (first[byte] ||= is));
    else waiting.push(one.kind === "jump" ? one.to : at + 1);
    if (one.kind === "fork") waiting.push(one.to);
  }
  return first;
}
