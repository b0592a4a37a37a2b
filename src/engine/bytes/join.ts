/** The chunks one after another. One chunk alone is given back as it is, not copied. */
export function joinBytes(chunks: readonly Uint8Array[]): Uint8Array {
  const [only] = chunks;
  if (only !== undefined && chunks.length === 1) return only;
  const joined = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    joined.set(chunk, at);
    at += chunk.length;
  }
  return joined;
}

/** Up to where a buffer of ours is in use. Who appends at that place may write behind it: nobody has seen those bytes. */
const usedBytes = new WeakMap<ArrayBufferLike, number>();

/**
 * The bytes with more behind them, as a new array; the old one stays as it is. To append again and again to what comes
 * of it takes time in proportion to what is appended, since there's room to spare behind it.
 */
export function appendBytes(bytes: Uint8Array, more: Uint8Array): Uint8Array {
  const length = bytes.length + more.length;
  const isNewest = bytes.byteOffset === 0 && usedBytes.get(bytes.buffer) === bytes.length;
  const hasRoom = isNewest && length <= bytes.buffer.byteLength;
  const { buffer } = hasRoom ? bytes : new Uint8Array(2 * length);
  const appended = new Uint8Array(buffer, 0, length);
  if (!hasRoom) appended.set(bytes);
  appended.set(more, bytes.length);
  usedBytes.set(buffer, length);
  return appended;
}
