import type { ByteString } from "../bytes/index.ts";

/** Bytes of a block. Source: RFC 1321 3.1. */
export const blockBytes = 64;

/** How far each step of a round turns, four steps in turn. Source: RFC 1321 3.4. */
const turns = [
  [7, 12, 17, 22],
  [5, 9, 14, 20],
  [4, 11, 16, 23],
  [6, 10, 15, 21],
] as const;

// RFC 1321 3.4: the integer part of 4294967296 times abs(sin(i)).
const sines = Array.from({ length: 64 }, (_, at) => Math.floor(Math.abs(Math.sin(at + 1)) * 4294967296));

interface Digest {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
}

/** The MD5 digest of bytes: 16 bytes. */
// RFC 1321 3
export function md5(bytes: ByteString): ByteString {
  const padding = (2 * blockBytes - 9 - (bytes.length % blockBytes)) % blockBytes;
  const bits = bytes.length * 8;
  const padded = `${bytes}\x80${"\0".repeat(padding)}${word(bits >>> 0)}${word(Math.floor(bits / 4294967296))}`;
  let digest: Digest = { a: 0x67452301, b: 0xefcdab89, c: 0x98badcfe, d: 0x10325476 };
  for (let at = 0; at < padded.length; at += blockBytes)
    digest = stir(digest, padded.slice(at, at + blockBytes));
  return word(digest.a) + word(digest.b) + word(digest.c) + word(digest.d);
}

function stir(before: Digest, block: ByteString): Digest {
  const words = Array.from({ length: 16 }, (_, at) => wordAt(block, at * 4));
  let { a, b, c, d } = before;
  for (let step = 0; step < 64; step++) {
    const round = step >> 4;
    const [mixed, which] =
      round === 0
        ? [(b & c) | (~b & d), step]
        : round === 1
          ? [(b & d) | (c & ~d), (5 * step + 1) % 16]
          : round === 2
            ? [b ^ c ^ d, (3 * step + 5) % 16]
            : [c ^ (b | ~d), (7 * step) % 16];
    const sum = (a + mixed + (words[which] ?? 0) + (sines[step] ?? 0)) | 0;
    const turn = turns[round]?.[step % 4] ?? 0;
    [a, d, c, b] = [d, c, b, (b + ((sum << turn) | (sum >>> (32 - turn)))) | 0];
  }
  return { a: (before.a + a) | 0, b: (before.b + b) | 0, c: (before.c + c) | 0, d: (before.d + d) | 0 };
}

function wordAt(bytes: ByteString, at: number): number {
  const [first = 0, second = 0, third = 0, fourth = 0] = [0, 1, 2, 3].map((offset) =>
    bytes.charCodeAt(at + offset),
  );
  return first | (second << 8) | (third << 16) | (fourth << 24);
}

/** A number as four bytes, the lowest one first. */
function word(value: number): ByteString {
  return String.fromCharCode(value & 255, (value >> 8) & 255, (value >> 16) & 255, (value >>> 24) & 255);
}
