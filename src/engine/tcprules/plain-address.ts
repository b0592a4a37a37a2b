/**
 * Whether these bytes are a whole address or up to three of its numbers, each with its dot, as a client's address may be
 * looked up. `no` doesn't mean that nobody matches: it may be a name, or stand for everybody.
 */
export function isAddressOrPrefix(source: Uint8Array, start: number, end: number): "yes" | "no" {
  let dots = 0;
  let digits = 0;
  let number = 0;
  for (let at = start; at < end; at++) {
    const byte = source[at] ?? 0;
    if (byte === DOT) {
      if (digits === 0 || dots === 3) return "no";
      dots++;
      digits = 0;
      number = 0;
      continue;
    }
    const digit = byte - ZERO;
    if (digit < 0 || digit > 9 || (digits > 0 && number === 0)) return "no";
    number = number * 10 + digit;
    if (number > 255) return "no";
    digits++;
  }
  if (digits > 0) return dots === 3 ? "yes" : "no";
  return dots > 0 ? "yes" : "no";
}

/** Whether so many bytes at two places are the same. */
export function isSameBytes(left: BytesAt, right: BytesAt, count: number): boolean {
  for (let at = 0; at < count; at++)
    if (left.bytes[left.at + at] !== right.bytes[right.at + at]) return false;
  return true;
}

interface BytesAt {
  readonly bytes: Uint8Array;
  readonly at: number;
}

const DOT = 46;
const ZERO = 48;
