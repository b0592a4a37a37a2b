import { byteString, bytesOf, type ByteString } from "../bytes/index.ts";
import { isSameBytes } from "./plain-address.ts";

/**
 * The keys of rules, each with the first line that has it. There may be millions, so one that stands in the source is
 * known by its place there, and a hash table of numbers leads to it.
 */
export class FirstLines {
  readonly #source: Uint8Array;
  /** The keys that ranges make. */
  readonly #ofRanges = new Map<ByteString, number>();
  /** Of each key of the source: where it is, its hash and its line. */
  #starts = new Uint32Array(ROOM_MIN);
  #ends = new Uint32Array(ROOM_MIN);
  #hashes = new Int32Array(ROOM_MIN);
  #lines = new Uint32Array(ROOM_MIN);
  #count = 0;
  /** Which key is in a slot, counted from 1; 0: none. There are twice as many slots as room for keys. */
  #slots = new Uint32Array(ROOM_MIN * 2);

  constructor(source: Uint8Array) {
    this.#source = source;
  }

  /** The first line with the key that is in the source from `start` to `end`: `line` itself, if no earlier one has it. */
  add(start: number, end: number, line: number): number {
    if (this.#ofRanges.size > 0) {
      const ofRange = this.#ofRanges.get(byteString(this.#source, start, end));
      if (ofRange !== undefined) return ofRange;
    }
    const hash = hashOf(this.#source, start, end);
    const slot = this.#slotOf(hash, { bytes: this.#source, start, end });
    const index = this.#slots[slot] ?? 0;
    if (index > 0) return this.#lines[index - 1] ?? line;
    this.#starts[this.#count] = start;
    this.#ends[this.#count] = end;
    this.#hashes[this.#count] = hash;
    this.#lines[this.#count] = line;
    this.#slots[slot] = ++this.#count;
    if (this.#count === this.#starts.length) this.#grow();
    return line;
  }

  /** The same for a key that a range makes. */
  addOfRange(key: ByteString, line: number): number {
    const ofRange = this.#ofRanges.get(key);
    if (ofRange !== undefined) return ofRange;
    const bytes = bytesOf(key);
    const hash = hashOf(bytes, 0, bytes.length);
    const index = this.#slots[this.#slotOf(hash, { bytes, start: 0, end: bytes.length })] ?? 0;
    if (index > 0) return this.#lines[index - 1] ?? line;
    this.#ofRanges.set(key, line);
    return line;
  }

  /** The slot that has this key, or the free one where it belongs. */
  #slotOf(
    hash: number,
    { bytes, start, end }: { readonly bytes: Uint8Array; readonly start: number; readonly end: number },
  ): number {
    const mask = this.#slots.length - 1;
    for (let slot = (hash ^ (hash >>> 15)) & mask; ; slot = (slot + 1) & mask) {
      const index = (this.#slots[slot] ?? 0) - 1;
      if (index === -1) return slot;
      if (this.#hashes[index] !== hash) continue;
      const from = this.#starts[index] ?? 0;
      const length = (this.#ends[index] ?? 0) - from;
      if (length !== end - start) continue;
      if (isSameBytes({ bytes: this.#source, at: from }, { bytes, at: start }, length)) return slot;
    }
  }

  #grow(): void {
    const room = this.#starts.length * 2;
    this.#starts = grown(this.#starts, new Uint32Array(room));
    this.#ends = grown(this.#ends, new Uint32Array(room));
    this.#hashes = grown(this.#hashes, new Int32Array(room));
    this.#lines = grown(this.#lines, new Uint32Array(room));
    this.#slots = new Uint32Array(room * 2);
    const mask = this.#slots.length - 1;
    for (let index = 0; index < this.#count; index++) {
      const hash = this.#hashes[index] ?? 0;
      let slot = (hash ^ (hash >>> 15)) & mask;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
      this.#slots[slot] = index + 1;
    }
  }
}

/** A power of two, as all sizes that come of it. */
const ROOM_MIN = 64;

function grown<T extends Uint32Array | Int32Array>(small: T, large: T): T {
  large.set(small);
  return large;
}

/** FNV-1a, 32 bits. */
function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5 | 0;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193);
  return hash;
}
