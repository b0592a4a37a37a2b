import type { ByteString } from "../bytes/index.ts";

/** Where the hash starts, before the first byte. Source: cdb.h CDB_HASHSTART. */
export const CDB_HASH_START = 5381;

/** The hash of a key as an unsigned 32-bit number. */
// ucspi-tcp-0.88 cdb_hash.c cdb_hash
export function cdb_hash(key: ByteString): number {
  let hash = CDB_HASH_START;
  for (let at = 0; at < key.length; at++) hash = cdb_hashadd(hash, key.charCodeAt(at));
  return hash >>> 0;
}

/** The hash after one more byte, as a signed 32-bit number: `>>> 0` at the end makes it the hash. */
// ucspi-tcp-0.88 cdb_hash.c cdb_hashadd
export function cdb_hashadd(hash: number, byte: number): number {
  return (((hash << 5) + hash) | 0) ^ byte;
}
