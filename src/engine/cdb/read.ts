import { byteString, type ByteString } from "../bytes/index.ts";
import { cdb_hash } from "./hash.ts";
import { CDB_HEADER_BYTES } from "./limits.ts";

/** A constant database open for reading. Nothing is verified on opening: as in the original, each look-up finds out. */
export interface Cdb {
  readonly bytes: Uint8Array;
  readonly view: DataView;
}

/** What a look-up came to. `corrupt` means that it led out of the file ("protocol error"). */
export type CdbFinding =
  | { readonly kind: "found"; readonly data: Uint8Array; readonly recordAt: number }
  | { readonly kind: "absent" }
  | { readonly kind: "corrupt" };

/** Opens the bytes of a cdb. They are used as they are, not copied. */
export function openCdb(bytes: Uint8Array): Cdb {
  return { bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength) };
}

/**
 * The data of the first record with this key, as tcpserver and tcprulescheck find it; `recordAt` is where in the file
 * that record starts. Never throws and always ends, whatever the file holds.
 */
// ucspi-tcp-0.88 cdb.c cdb_find, rules.c dorule
export function findInCdb(cdb: Cdb, key: ByteString): CdbFinding {
  const at = locate(cdb, key, "ucspi-tcp");
  if (at === "absent" || at === "corrupt") return { kind: at };
  const dataAt = wrap32(at + 8 + key.length);
  const dataBytes = cdb.view.getUint32(at + 4, true);
  if (!isInside(cdb, dataAt, dataBytes)) return { kind: "corrupt" };
  return { kind: "found", data: cdb.bytes.subarray(dataAt, dataAt + dataBytes), recordAt: at };
}

/** Whether qmail finds a record with this key. It doesn't look at the data, so a record cut off there is found. */
// qmail-1.03 cdb_seek.c cdb_seek
export function cdb_seek(cdb: Cdb, key: ByteString): "found" | "absent" | "corrupt" {
  const at = locate(cdb, key, "qmail");
  return typeof at === "number" ? "found" : at;
}

/**
 * Calls `visit` for each record in file order with the offsets of its key and of its data. Says `corrupt` when a record
 * leads out of the file, after having visited those before it.
 */
function forEachRecord(
  cdb: Cdb,
  visit: (record: { keyAt: number; dataAt: number; end: number }) => void,
): "complete" | "corrupt" {
  if (!isInside(cdb, 0, CDB_HEADER_BYTES)) return "corrupt";
  const recordsEnd = cdb.view.getUint32(0, true);
  let at = CDB_HEADER_BYTES;
  while (at < recordsEnd) {
    if (!isInside(cdb, at, 8)) return "corrupt";
    const keyAt = at + 8;
    const dataAt = keyAt + cdb.view.getUint32(at, true);
    const end = dataAt + cdb.view.getUint32(at + 4, true);
    if (end > cdb.bytes.length) return "corrupt";
    visit({ keyAt, dataAt, end });
    at = end;
  }
  return "complete";
}

/** All records in file order, as byte strings; null if the file is corrupt. */
export function cdbRecords(cdb: Cdb): readonly (readonly [key: ByteString, data: ByteString])[] | null {
  const records: (readonly [ByteString, ByteString])[] = [];
  const outcome = forEachRecord(cdb, ({ keyAt, dataAt, end }) => {
    records.push([byteString(cdb.bytes, keyAt, dataAt), byteString(cdb.bytes, dataAt, end)]);
  });
  return outcome === "complete" ? records : null;
}

// Positions are unsigned 32-bit numbers in both originals and wrap around, which a file of random bytes brings about.
function locate(cdb: Cdb, key: ByteString, reader: "ucspi-tcp" | "qmail"): number | "absent" | "corrupt" {
  const { view } = cdb;
  const hash = cdb_hash(key);
  const headerAt = (hash & 255) * 8;
  if (!isInside(cdb, headerAt, 8)) return "corrupt";
  const tableAt = view.getUint32(headerAt, true);
  const slots = view.getUint32(headerAt + 4, true);
  if (slots === 0) return "absent";
  // With 2^29 slots and more the end of the table wraps around in ucspi-tcp; qmail counts slots and has no such end.
  const tableEnd = reader === "qmail" && slots >= 2 ** 29 ? null : wrap32(tableAt + slots * 8);
  let slotAt = wrap32(tableAt + ((hash >>> 8) % slots) * 8);

  // A forged table can send the search round in a circle far oftener than the file has room for slots. Once each place
  // has been seen there is nothing more to find, so what the original says in the end can be said now.
  const slotsMax = Math.min(slots, Math.ceil(cdb.bytes.length / 8) + 1);
  for (let tried = 0; tried < slotsMax; tried++) {
    if (!isInside(cdb, slotAt, 8)) return "corrupt";
    const recordAt = view.getUint32(slotAt + 4, true);
    if (recordAt === 0) return "absent";
    if (view.getUint32(slotAt, true) === hash) {
      if (!isInside(cdb, recordAt, 8)) return "corrupt";
      if (view.getUint32(recordAt, true) === key.length) {
        const outcome = match(cdb, key, wrap32(recordAt + 8));
        if (outcome === "corrupt") return "corrupt";
        if (outcome === "same") return recordAt;
      }
    }
    slotAt = wrap32(slotAt + 8);
    if (slotAt === tableEnd) slotAt = tableAt;
  }
  return "absent";
}

// ucspi-tcp-0.88 cdb.c match: 32 bytes at a time, so a difference there hides that the rest is out of the file.
function match(cdb: Cdb, key: ByteString, keyAt: number): "same" | "different" | "corrupt" {
  let at = keyAt;
  for (let done = 0; done < key.length; done += 32) {
    const bytes = Math.min(32, key.length - done);
    if (!isInside(cdb, at, bytes)) return "corrupt";
    for (let offset = 0; offset < bytes; offset++) {
      if (cdb.bytes[at + offset] !== key.charCodeAt(done + offset)) return "different";
    }
    at = wrap32(at + 32);
  }
  return "same";
}

// ucspi-tcp-0.88 cdb.c cdb_read
function isInside(cdb: Cdb, at: number, bytes: number): boolean {
  return at <= cdb.bytes.length && cdb.bytes.length - at >= bytes;
}

function wrap32(position: number): number {
  return position % 2 ** 32;
}
