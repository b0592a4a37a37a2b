import { CDB_HASH_START, CDB_HEADER_BYTES, cdb_hashadd, type Cdb } from "../engine/cdb/index.ts";

/**
 * Whether a look-up finds every record that the file lists, of equal keys the first, and nothing else: so it is with all
 * that cdb_make writes, and then the records tell all. A file that was cut, or is no cdb, is damaged.
 */
// ucspi-tcp-0.88 cdb.c cdb_find, cdb_make.c cdb_make_finish
export function isWholeCdb(cdb: Cdb): boolean {
  const { bytes, view } = cdb;
  if (bytes.length < CDB_HEADER_BYTES) return false;
  const recordsEnd = view.getUint32(0, true);
  if (recordsEnd < CDB_HEADER_BYTES || recordsEnd > bytes.length) return false;
  const entries = countEntries(cdb, recordsEnd);
  let records = 0;
  for (let record = CDB_HEADER_BYTES; record < recordsEnd; records++) {
    if (record + 8 > recordsEnd) return false;
    const end = record + 8 + view.getUint32(record, true) + view.getUint32(record + 4, true);
    if (end > recordsEnd || !isFirstFound(cdb, record)) return false;
    record = end;
  }
  return entries === records;
}

/** How many slots are taken in all tables; null if a table isn't where it can be. */
function countEntries({ bytes, view }: Cdb, recordsEnd: number): number | null {
  let entries = 0;
  for (let table = 0; table < 256; table++) {
    const tableAt = view.getUint32(table * 8, true);
    const slots = view.getUint32(table * 8 + 4, true);
    const end = tableAt + slots * 8;
    if (slots > 0 && (tableAt < recordsEnd || end > bytes.length)) return null;
    for (let slotAt = tableAt; slotAt < end; slotAt += 8)
      if (view.getUint32(slotAt + 4, true) !== 0) entries++;
  }
  return entries;
}

/** Whether a look-up of this record's key comes to this record, or to an earlier one with the same key. */
function isFirstFound({ bytes, view }: Cdb, record: number): boolean {
  const keyBytes = view.getUint32(record, true);
  let hash = CDB_HASH_START | 0;
  for (let at = record + 8; at < record + 8 + keyBytes; at++) hash = cdb_hashadd(hash, bytes[at] ?? 0);
  const headerAt = (hash & 255) * 8;
  const tableAt = view.getUint32(headerAt, true);
  const slots = view.getUint32(headerAt + 4, true);
  if (slots === 0) return false;
  let slot = (hash >>> 8) % slots;
  for (let tried = 0; tried < slots; tried++) {
    const slotAt = tableAt + slot * 8;
    const found = view.getUint32(slotAt + 4, true);
    if (found === record) return true;
    if (found === 0) return false;
    if (view.getInt32(slotAt, true) === hash && isSameKey({ bytes, view }, found, record))
      return found < record;
    slot = slot + 1 === slots ? 0 : slot + 1;
  }
  return false;
}

function isSameKey({ bytes, view }: Cdb, left: number, right: number): boolean {
  const keyBytes = view.getUint32(right, true);
  if (left + 8 + keyBytes > bytes.length || view.getUint32(left, true) !== keyBytes) return false;
  for (let at = 8; at < 8 + keyBytes; at++) if (bytes[left + at] !== bytes[right + at]) return false;
  return true;
}
