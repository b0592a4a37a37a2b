/** Bytes of the 256 pairs (table position, slots) that a cdb starts with. Origin: the cdb format. */
export const CDB_HEADER_BYTES = 2048;

/**
 * Bytes of the largest cdb that is made.
 *
 * Differs: the format allows 4 GiB less one byte; all of it is held in memory here, so it ends at 1 GiB, some twenty
 * million rules. Beyond it making fails as it does in the original when memory runs out.
 */
export const CDB_BYTES_MAX = 2 ** 30;
