import { addressMax, type AddressRange } from "./addresses.ts";

/** What a key of the rules matches by address alone. One such object is made and filled for millions of keys. */
export interface AddressKey {
  /** The first address that it matches. */
  first: number;
  /** How many of the four numbers it gives: 0 matches everybody, 4 one address. */
  level: number;
}

/** How many addresses a key of each level matches. */
export const levelSizes = [2 ** 32, 2 ** 24, 2 ** 16, 2 ** 8, 1] as const;

export function levelRange(first: number, level: number): AddressRange {
  return { first, last: Math.min(addressMax, first + (levelSizes[level] ?? 1) - 1) };
}

const DOT = 46;
const ZERO = 48;

/**
 * Reads a key that some client's address alone can match: a whole address, up to three numbers each with its dot, or
 * nothing. No number has a zero in front, since tcpserver writes none. `no address` for any other key.
 */
// ucspi-tcp-0.88 rules.c doit
export function readAddressKey(
  bytes: Uint8Array,
  start: number,
  end: number,
  into: AddressKey,
): "address" | "no address" {
  let first = 0;
  let level = 0;
  let number = 0;
  let digits = 0;
  if (end - start > ADDRESS_BYTES_MAX) return "no address";
  for (let at = start; at < end; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === DOT) {
      if (digits === 0 || level === 3) return "no address";
      first = (first << 8) | number;
      level++;
      number = 0;
      digits = 0;
      continue;
    }
    const digit = byte - ZERO;
    if (digit < 0 || digit > 9 || (digits > 0 && number === 0)) return "no address";
    number = number * 10 + digit;
    if (number > 255) return "no address";
    digits++;
  }
  if (digits > 0) {
    if (level !== 3) return "no address";
    into.first = ((first << 8) | number) >>> 0;
    into.level = 4;
    return "address";
  }
  into.first = level === 0 ? 0 : (first << (8 * (4 - level))) >>> 0;
  into.level = level;
  return "address";
}

const ADDRESS_BYTES_MAX = "255.255.255.255".length;
