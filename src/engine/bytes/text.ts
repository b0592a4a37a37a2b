import { byteString, bytesOf, type ByteString } from "./byte-string.ts";

// Bytes that aren't UTF-8 become the lone surrogates U+DC80 to U+DCFF, as Python's surrogateescape has it, so that any
// file goes through the editor and comes back unchanged.
const ESCAPE_BASE = 0xdc00;

/** Bytes to text for a person to read: UTF-8, each byte that isn't UTF-8 as U+DC80 to U+DCFF. Never fails. */
export function decodeText(bytes: Uint8Array): string {
  let text = "";
  let plainStart = 0;
  for (let at = 0; at < bytes.length;) {
    const first = bytes[at] ?? 0;
    if (first < 0x80) {
      at++;
      continue;
    }
    text += byteString(bytes, plainStart, at);
    const point = multibyteAt(bytes, at, first);
    if (point === null) {
      text += String.fromCharCode(ESCAPE_BASE + first);
      at++;
    } else {
      text += String.fromCodePoint(point.code);
      at += point.length;
    }
    plainStart = at;
  }
  return text + byteString(bytes, plainStart);
}

/** The same of a byte string. */
export function decodeByteString(bytes: ByteString): string {
  return decodeText(bytesOf(bytes));
}

/** Text to bytes: the inverse of {@link decodeText}. A lone surrogate that is no such escape becomes U+FFFD. */
export function encodeText(text: string): Uint8Array {
  return bytesOf(encodeByteString(text));
}

/** Text to a byte string: UTF-8, one character a byte. */
export function encodeByteString(text: string): ByteString {
  // eslint-disable-next-line no-control-regex -- most files are plain ASCII, which is its own encoding
  if (/^[\x00-\x7f]*$/.test(text)) return text;
  let out = "";
  for (const character of text) out += encodePoint(character.codePointAt(0) ?? 0);
  return out;
}

function multibyteAt(bytes: Uint8Array, at: number, first: number): { code: number; length: number } | null {
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first > 0xf4 || at + length > bytes.length) return null;
  let code = first & (0x7f >> length);
  for (let next = at + 1; next < at + length; next++) {
    const byte = bytes[next] ?? 0;
    if ((byte & 0xc0) !== 0x80) return null;
    code = (code << 6) | (byte & 0x3f);
  }
  const isTooLong = code < (length === 4 ? 0x10000 : length === 3 ? 0x800 : 0x80);
  if (isTooLong || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return null;
  return { code, length };
}

function encodePoint(code: number): ByteString {
  if (code < 0x80) return String.fromCharCode(code);
  if (code >= ESCAPE_BASE + 0x80 && code <= ESCAPE_BASE + 0xff)
    return String.fromCharCode(code - ESCAPE_BASE);
  if (code >= 0xd800 && code <= 0xdfff) return encodePoint(0xfffd);
  const tail = (shift: number) => 0x80 | ((code >> shift) & 0x3f);
  if (code < 0x800) return String.fromCharCode(0xc0 | (code >> 6), tail(0));
  if (code < 0x10000) return String.fromCharCode(0xe0 | (code >> 12), tail(6), tail(0));
  return String.fromCharCode(0xf0 | (code >> 18), tail(12), tail(6), tail(0));
}
