import { bytesOf, type ByteString } from "../bytes/index.ts";
import { CDB_HASH_START, cdb_hashadd } from "./hash.ts";
import { CDB_BYTES_MAX, CDB_HEADER_BYTES } from "./limits.ts";

/**
 * A cdb in the making: the header's room and the records so far. Who makes millions of records writes each one's key and
 * data straight into `bytes` from `end + 8` on, after {@link cdb_make_reserve}, and then calls {@link cdb_make_addend}.
 */
export interface CdbMake {
  bytes: Uint8Array;
  view: DataView;
  /** Where the next record goes. */
  end: number;
  /** Records so far. */
  count: number;
  /** Hash and position of each record. */
  entries: Int32Array;
}

/** Starts a cdb. `expectedBytes` sizes the first buffer; it grows as needed. */
// ucspi-tcp-0.88 cdb_make.c cdb_make_start
export function cdb_make_start(expectedBytes = 0): CdbMake {
  const bytes = new Uint8Array(Math.min(CDB_BYTES_MAX, CDB_HEADER_BYTES + Math.max(expectedBytes, 1024)));
  const view = new DataView(bytes.buffer);
  const entries = new Int32Array(bytes.length >> 4);
  return { bytes, view, end: CDB_HEADER_BYTES, count: 0, entries };
}

/** Makes room for so many bytes after `end`. `out of memory` when the cdb would grow beyond CDB_BYTES_MAX. */
export function cdb_make_reserve(make: CdbMake, bytes: number): "reserved" | "out of memory" {
  const needed = make.end + bytes;
  if (needed <= make.bytes.length) return "reserved";
  if (needed > CDB_BYTES_MAX) return "out of memory";
  const grown = new Uint8Array(Math.min(CDB_BYTES_MAX, Math.max(needed, make.bytes.length * 2)));
  grown.set(make.bytes.subarray(0, make.end));
  make.bytes = grown;
  make.view = new DataView(grown.buffer);
  return "reserved";
}

/** Adds a record. Keys may repeat: all are kept, in order, and a look-up finds the first. */
// ucspi-tcp-0.88 cdb_make.c cdb_make_add
function cdb_make_add(make: CdbMake, key: Uint8Array, data: Uint8Array): "added" | "out of memory" {
  if (cdb_make_reserve(make, 8 + key.length + data.length) === "out of memory") return "out of memory";
  make.bytes.set(key, make.end + 8);
  make.bytes.set(data, make.end + 8 + key.length);
  let hash = CDB_HASH_START;
  for (const byte of key) hash = cdb_hashadd(hash, byte);
  cdb_make_addend(make, key.length, data.length, hash);
  return "added";
}

/** Ends a record whose key and data are in their place already. `hash` is the key's. */
// ucspi-tcp-0.88 cdb_make.c cdb_make_addend
export function cdb_make_addend(make: CdbMake, keyBytes: number, dataBytes: number, hash: number): void {
  const { view, end, count } = make;
  view.setInt32(end, keyBytes, true);
  view.setInt32(end + 4, dataBytes, true);
  if (count * 2 + 2 > make.entries.length) {
    const grown = new Int32Array(count * 4);
    grown.set(make.entries);
    make.entries = grown;
  }
  make.entries[count * 2] = hash;
  make.entries[count * 2 + 1] = end;
  make.count = count + 1;
  make.end = end + 8 + keyBytes + dataBytes;
}

/** The finished file: header, records, tables. Null when it would be larger than CDB_BYTES_MAX. */
// ucspi-tcp-0.88 cdb_make.c cdb_make_finish
export function cdb_make_finish(make: CdbMake): Uint8Array | null {
  if (cdb_make_reserve(make, make.count * 16) === "out of memory") return null;
  const { bytes, view, count } = make;
  bytes.fill(0, make.end, make.end + count * 16);
  const { sorted, counts } = sortedByTable(make);
  let tableAt = make.end;
  let entry = 0;
  for (let table = 0; table < 256; table++) {
    const entries = counts[table] ?? 0;
    const slots = entries * 2;
    view.setInt32(table * 8, tableAt, true);
    view.setInt32(table * 8 + 4, slots, true);
    let jumps: Int32Array | null = null;
    for (const last = entry + entries; entry < last; entry++) {
      const hash = sorted[entry * 2] ?? 0;
      let slot = (hash >>> 8) % slots;
      for (let tried = 0; view.getInt32(tableAt + slot * 8 + 4, true) !== 0; tried++) {
        if (tried === CLUSTER_SLOTS) {
          jumps ??= new Int32Array(slots);
          slot = freeSlot(view, tableAt, jumps, slot);
          break;
        }
        slot = slot + 1 === slots ? 0 : slot + 1;
      }
      view.setInt32(tableAt + slot * 8, hash, true);
      view.setInt32(tableAt + slot * 8 + 4, sorted[entry * 2 + 1] ?? 0, true);
    }
    tableAt += slots * 8;
  }
  return bytes.subarray(0, make.end + count * 16);
}

/** Slots that are tried one by one before the search for a free one takes jumps. */
const CLUSTER_SLOTS = 32;

/**
 * The first free slot from `start` on, around the table's end. A million equal keys are all meant for one slot, and would
 * be a million times a million steps: so each slot passed remembers how far one can jump (less one, so 0 is no jump).
 */
function freeSlot(view: DataView, tableAt: number, jumps: Int32Array, start: number): number {
  let free = start;
  while (view.getInt32(tableAt + free * 8 + 4, true) !== 0)
    free = (free + 1 + (jumps[free] ?? 0)) % jumps.length;
  for (let slot = start; slot !== free;) {
    const next = (slot + 1 + (jumps[slot] ?? 0)) % jumps.length;
    jumps[slot] = ((free - slot + jumps.length) % jumps.length) - 1;
    slot = next;
  }
  return free;
}

/** The entries grouped by table, in file order within each, and how many each table has. */
function sortedByTable(make: CdbMake): { sorted: Int32Array; counts: Int32Array } {
  const { entries, count } = make;
  const counts = new Int32Array(256);
  for (let entry = 0; entry < count; entry++) {
    const table = (entries[entry * 2] ?? 0) & 255;
    counts[table] = (counts[table] ?? 0) + 1;
  }
  const next = new Int32Array(256);
  for (let table = 1; table < 256; table++) next[table] = (next[table - 1] ?? 0) + (counts[table - 1] ?? 0);
  const sorted = new Int32Array(count * 2);
  for (let entry = 0; entry < count; entry++) {
    const hash = entries[entry * 2] ?? 0;
    const place = next[hash & 255] ?? 0;
    next[hash & 255] = place + 1;
    sorted[place * 2] = hash;
    sorted[place * 2 + 1] = entries[entry * 2 + 1] ?? 0;
  }
  return { sorted, counts };
}

/** A whole cdb of these records. Throws RangeError beyond CDB_BYTES_MAX. */
export function makeCdb(records: Iterable<readonly [key: ByteString, data: ByteString]>): Uint8Array {
  const make = cdb_make_start();
  for (const [key, data] of records) {
    if (cdb_make_add(make, bytesOf(key), bytesOf(data)) === "out of memory")
      throw new RangeError("cdb too large");
  }
  const cdb = cdb_make_finish(make);
  if (cdb === null) throw new RangeError("cdb too large");
  return cdb;
}
