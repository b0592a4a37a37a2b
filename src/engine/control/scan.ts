import type { ByteString } from "../bytes/index.ts";

/** What {@link scan_ulong} read: the number modulo 2^32, and how many bytes it took (0: there was no number). */
export interface ScannedNumber {
  readonly value: number;
  readonly length: number;
}

/**
 * Reads the decimal digits that start at `at`, as an unsigned number modulo 2^32.
 *
 * Differs: the original's `unsigned long` may have 64 bits, but whoever calls this keeps 32 of them or fewer.
 */
// qmail-1.03 scan_ulong.c scan_ulong
export function scan_ulong(text: ByteString, at = 0): ScannedNumber {
  let value = 0;
  let end = at;
  for (; end < text.length; end++) {
    const digit = text.charCodeAt(end) - 0x30;
    if (digit < 0 || digit > 9) break;
    value = (Math.imul(value, 10) + digit) >>> 0;
  }
  return { value, length: end - at };
}
