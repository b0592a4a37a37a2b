/** How much is used of a buffer that has room for more. */
const usedBytes = new WeakMap<ArrayBufferLike, number>();

/**
 * Bytes with more behind them. What grows bit by bit, as a log does, isn't copied each time: its versions share a buffer,
 * each as long as it was. Where another version has grown in that buffer already, this one gets a buffer of its own.
 */
export function appendBytes(old: Uint8Array, more: Uint8Array): Uint8Array {
  const length = old.length + more.length;
  const { buffer } = old;
  if (old.byteOffset === 0 && usedBytes.get(buffer) === old.length && length <= buffer.byteLength) {
    usedBytes.set(buffer, length);
    const grown = new Uint8Array(buffer, 0, length);
    grown.set(more, old.length);
    return grown;
  }
  const grown = new Uint8Array(2 * length);
  grown.set(old);
  grown.set(more, old.length);
  usedBytes.set(grown.buffer, length);
  return grown.subarray(0, length);
}
