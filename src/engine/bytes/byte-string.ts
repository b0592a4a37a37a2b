/**
 * Wire data as a string: one character U+0000 to U+00FF for each byte.
 *
 * The engine uses it wherever bytes are compared, looked up or joined, since a `Map` can hold it as a key; it uses
 * `Uint8Array` where data come in and go out. It's never text: what a person reads is made by {@link decodeText}.
 */
export type ByteString = string;

const CHUNK_BYTES = 8192;

/** The bytes of `bytes` from `start` (default 0) to before `end` (default all), one character each. */
export function byteString(bytes: Uint8Array, start = 0, end = bytes.length): ByteString {
  let text = "";
  for (let at = start; at < end; at += CHUNK_BYTES) {
    text += String.fromCharCode(...bytes.subarray(at, Math.min(at + CHUNK_BYTES, end)));
  }
  return text;
}

/** The bytes that a byte string stands for. Throws RangeError if a character isn't a byte: that's our own bug. */
export function bytesOf(text: ByteString): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > 0xff) throw new RangeError(`not a byte at ${at} of ${JSON.stringify(text)}`);
    bytes[at] = code;
  }
  return bytes;
}
