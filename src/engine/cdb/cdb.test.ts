import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { byteString, bytesOf, type ByteString } from "../bytes/index.ts";
import { cdb_hash, cdb_seek, cdbRecords, findInCdb, makeCdb, openCdb } from "./index.ts";

const byteStrings = fc.uint8Array({ maxLength: 40 }).map((bytes) => byteString(bytes));
const records = fc.array(fc.tuple(byteStrings, byteStrings), { maxLength: 60 });

/** The hash as the format's description has it, in exact arithmetic. */
function exactHash(key: ByteString): number {
  let hash = 5381n;
  for (const byte of bytesOf(key)) hash = ((hash * 33n) & 0xffffffffn) ^ BigInt(byte);
  return Number(hash);
}

describe("a cdb", () => {
  test("of nothing is 2048 bytes of empty tables that start at its end", () => {
    const cdb = makeCdb([]);
    expect(cdb.length).toBe(2048);
    expect(byteString(cdb)).toBe("\x00\x08\x00\x00\x00\x00\x00\x00".repeat(256));
  });

  test("hashes keys by the published formula", () => {
    fc.assert(fc.property(byteStrings, (key) => cdb_hash(key) === exactHash(key)));
  });

  test("looks up like a Map that keeps the first value of each key", () => {
    fc.assert(
      fc.property(records, byteStrings, (pairs, other) => {
        const first = new Map<ByteString, ByteString>();
        for (const [key, data] of pairs) if (!first.has(key)) first.set(key, data);
        // One by one these would be ten thousand million steps, more than any test is given.
        const cdb = openCdb(makeCdb(pairs));
        for (const key of [...first.keys(), other]) {
          const finding = findInCdb(cdb, key);
          const data = finding.kind === "found" ? byteString(finding.data) : finding.kind;
          expect(data).toBe(first.get(key) ?? "absent");
          expect(cdb_seek(cdb, key)).toBe(first.has(key) ? "found" : "absent");
        }
      }),
    );
  });

  test("gives back its records in order, repeated keys and all", () => {
    fc.assert(
      fc.property(records, (pairs) => {
        expect(cdbRecords(openCdb(makeCdb(pairs)))).toEqual(pairs);
      }),
    );
  });
});

describe("a cdb of very many keys that are meant for one slot", () => {
  test("is made in no time, with the slots that one by one would have found", () => {
    // Equal keys among others of the same table make clusters that meet and go around the table's end.
    const key = fc.constantFrom("", "\x00!\xa5", "\x01\x00\xa5\xa5", "a", "b", "c");
    fc.assert(
      fc.property(fc.array(key, { minLength: 60, maxLength: 400 }), (keys) => {
        const bytes = makeCdb(keys.map((one) => [one, ""]));
        expect(slotsOf(bytes)).toEqual(plainSlots(keys));
      }),
      { numRuns: 30 },
    );
    const cdb = openCdb(makeCdb(Array.from({ length: 200_000 }, () => ["same", ""])));
    expect(findInCdb(cdb, "same")).toMatchObject({ kind: "found", recordAt: 2048 });
  });
});

/** The position in each slot, table after table. */
function slotsOf(bytes: Uint8Array): number[][] {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return Array.from({ length: 256 }, (_, table) =>
    Array.from({ length: view.getUint32(table * 8 + 4, true) }, (__, slot) =>
      view.getUint32(view.getUint32(table * 8, true) + slot * 8 + 4, true),
    ),
  );
}

/** The same by the description of the format: the next free slot, one by one. */
function plainSlots(keys: readonly ByteString[]): number[][] {
  const counts = Array.from({ length: 256 }, () => 0);
  for (const key of keys) counts[cdb_hash(key) % 256] = (counts[cdb_hash(key) % 256] ?? 0) + 1;
  const tables = counts.map((count) => Array.from({ length: count * 2 }, () => 0));
  let position = 2048;
  for (const key of keys) {
    const table = tables[cdb_hash(key) % 256] ?? [];
    let slot = (cdb_hash(key) >>> 8) % table.length;
    while (table[slot] !== 0) slot = (slot + 1) % table.length;
    table[slot] = position;
    position += 8 + key.length;
  }
  return tables;
}

describe("a broken cdb", () => {
  test("that is empty is corrupt for every key", () => {
    expect(findInCdb(openCdb(new Uint8Array()), "x")).toEqual({ kind: "corrupt" });
    expect(cdb_seek(openCdb(new Uint8Array()), "x")).toBe("corrupt");
  });

  test("cut off in its data is found by qmail and corrupt for ucspi-tcp", () => {
    const whole = makeCdb([["key", "data"]]);
    const cut = whole.slice();
    new DataView(cut.buffer).setUint32(2052, 0xfffffff0, true);
    expect(findInCdb(openCdb(cut), "key")).toEqual({ kind: "corrupt" });
    expect(cdb_seek(openCdb(cut), "key")).toBe("found");
  });

  test("whose table claims half a billion slots in a circle is absent for ucspi-tcp, and at once", () => {
    const bytes = new Uint8Array(4096);
    const view = new DataView(bytes.buffer);
    const at = (cdb_hash("") & 255) * 8;
    view.setUint32(at, 2048, true);
    // 2^29 + 64 slots end, in 32 bits, 64 slots after the start: the search circles in those.
    view.setUint32(at + 4, 2 ** 29 + 64, true);
    for (let slot = 2048; slot < 4096; slot += 8) view.setUint32(slot + 4, 2048, true);
    expect(findInCdb(openCdb(bytes), "")).toEqual({ kind: "absent" });
    expect(cdb_seek(openCdb(bytes), "")).toBe("corrupt");
  });

  test("of random bytes never throws, hangs or reads outside", () => {
    const header = fc.uint8Array({ minLength: 0, maxLength: 6000 });
    fc.assert(
      fc.property(header, byteStrings, (bytes, key) => {
        const kinds = ["found", "absent", "corrupt"];
        expect(kinds).toContain(findInCdb(openCdb(bytes), key).kind);
        expect(kinds).toContain(cdb_seek(openCdb(bytes), key));
        cdbRecords(openCdb(bytes));
      }),
    );
  });

  test("made by changing or cutting a good one never throws either", () => {
    const changes = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 8 });
    fc.assert(
      fc.property(records, changes, fc.nat(), (pairs, edits, cut) => {
        const bytes = makeCdb(pairs).slice();
        for (const [at, byte] of edits) bytes[at % bytes.length] = byte;
        const cdb = openCdb(bytes.subarray(0, cut % (bytes.length + 1)));
        for (const [key] of pairs) expect(["found", "absent", "corrupt"]).toContain(findInCdb(cdb, key).kind);
        cdbRecords(cdb);
      }),
    );
  });
});
