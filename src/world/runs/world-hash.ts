import { worldState } from "./world-state.ts";
import type { World } from "../world.ts";

/**
 * A number of 64 bits, as 16 hexadecimal digits, that is the same for worlds that can't be told apart and most likely
 * another for any other: files with owner, mode and time, consoles, clock, processes, connections, traces, counters.
 */
export function worldHash(world: World): string {
  const hash = { low: 0x811c9dc5, high: 0x01000193 };
  add(hash, worldState(world));
  return [hash.high, hash.low].map((half) => (half >>> 0).toString(16).padStart(8, "0")).join("");
}

interface Hash {
  low: number;
  high: number;
}

/** Each value goes in behind a letter for its kind, and what has parts with their count, so that no two look alike. */
function add(hash: Hash, value: unknown): void {
  if (value === null || value === undefined || typeof value === "boolean" || typeof value === "number") {
    addText(hash, "p", String(value));
  } else if (typeof value === "string") {
    addText(hash, "s", value);
  } else if (value instanceof Uint8Array) {
    mix(hash, value.length);
    for (const byte of value) mix(hash, byte);
  } else if (value instanceof Map || value instanceof Set || Array.isArray(value)) {
    const parts: readonly unknown[] = [...value];
    addText(hash, "l", String(parts.length));
    for (const part of parts) add(hash, part);
  } else if (typeof value === "object") {
    const parts = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
    addText(hash, "o", String(parts.length));
    for (const [name, part] of parts) {
      addText(hash, "n", name);
      add(hash, part);
    }
  }
}

function addText(hash: Hash, kind: "p" | "s" | "l" | "o" | "n", text: string): void {
  mix(hash, kind.charCodeAt(0));
  mix(hash, text.length);
  for (let at = 0; at < text.length; at++) mix(hash, text.charCodeAt(at));
}

// FNV-1a of 32 bits, and beside it one with another factor that also takes in what the first has come to.
function mix(hash: Hash, number: number): void {
  hash.low = Math.imul(hash.low ^ number, 0x01000193);
  hash.high = Math.imul(hash.high ^ number ^ (hash.low >>> 15), 0x85ebca6b);
}
