import { lowerAscii, type ByteString } from "../bytes/index.ts";

/** Types of records, by the name that programs take for them. Source: djbdns-1.05 dns.h, RFC 1035 3.2.2. */
export const recordTypes = {
  a: 1,
  ns: 2,
  cname: 5,
  soa: 6,
  ptr: 12,
  hinfo: 13,
  mx: 15,
  txt: 16,
  rp: 17,
  sig: 24,
  key: 25,
  aaaa: 28,
  axfr: 252,
  any: 255,
} as const;

/** The type that a word means, by its name or number; null if it means none. */
// djbdns-1.05 parsetype.c parsetype
export function parseType(word: ByteString): number | null {
  if (/^\d+$/.test(word)) return Number(BigInt(word) % 65536n);
  return Object.entries(recordTypes).find(([name]) => name === lowerAscii(word))?.[1] ?? null;
}
