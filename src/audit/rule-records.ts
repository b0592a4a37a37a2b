import { byteString, type ByteString } from "../engine/bytes/index.ts";
import { CDB_HEADER_BYTES, type Cdb } from "../engine/cdb/index.ts";
import { ruleInstructions } from "../engine/tcprules/index.ts";
import { readAddressKey } from "./address-key.ts";
import { outcomeOf, type BesideRules, type Outcome } from "./outcome.ts";

/** The records of compiled rules. A rule is known by where its record starts; {@link NO_RECORD} is none. */
export interface RuleRecords {
  /** All outcomes that there are, each once; the first is that of a client whom no rule matches. */
  readonly outcomes: readonly Outcome[];
  /** The rules whose key an address alone can match, in file order: what each matches, where it is, its outcome. */
  readonly firsts: Uint32Array;
  readonly levels: Uint8Array;
  readonly records: Uint32Array;
  readonly outcomeIndexes: Uint32Array;
  /** The other rules, in file order. */
  readonly others: readonly OtherRule[];
}

/** A rule that an address alone can't match. */
export interface OtherRule {
  readonly record: number;
  readonly outcomeIndex: number;
}

/** No record starts here, where a cdb has its header. */
export const NO_RECORD = 0;

/** The key of the rule at this place. */
export function recordKey({ bytes, view }: Cdb, record: number): ByteString {
  return byteString(bytes, record + 8, record + 8 + view.getUint32(record, true));
}

/** Reads all records; null if one leads out of the file. */
// One long loop with its own variables, since there may be millions of rules.
export function ruleRecords(cdb: Cdb, beside: BesideRules): RuleRecords | null {
  const { bytes, view } = cdb;
  const count = countRecords(cdb);
  if (count === null) return null;
  const firsts = new Uint32Array(count);
  const levels = new Uint8Array(count);
  const records = new Uint32Array(count);
  const outcomeIndexes = new Uint32Array(count);
  const others: OtherRule[] = [];
  const outcomes = outcomeTable(cdb, beside);
  const key = { first: 0, level: 0 };
  let addresses = 0;
  let record = CDB_HEADER_BYTES;
  for (let index = 0; index < count; index++) {
    const keyAt = record + 8;
    const dataAt = keyAt + view.getUint32(record, true);
    const end = dataAt + view.getUint32(record + 4, true);
    const outcomeIndex = outcomes.indexOf(dataAt, end);
    if (readAddressKey(bytes, keyAt, dataAt, key) === "address") {
      firsts[addresses] = key.first;
      levels[addresses] = key.level;
      records[addresses] = record;
      outcomeIndexes[addresses] = outcomeIndex;
      addresses++;
    } else others.push({ record, outcomeIndex });
    record = end;
  }
  return {
    outcomes: outcomes.all,
    firsts: firsts.subarray(0, addresses),
    levels: levels.subarray(0, addresses),
    records: records.subarray(0, addresses),
    outcomeIndexes: outcomeIndexes.subarray(0, addresses),
    others,
  };
}

/** How many records there are; null if one leads out of the file. */
function countRecords({ bytes, view }: Cdb): number | null {
  if (bytes.length < CDB_HEADER_BYTES) return null;
  const recordsEnd = view.getUint32(0, true);
  let count = 0;
  let at = CDB_HEADER_BYTES;
  for (; at < recordsEnd; count++) {
    if (at + 8 > bytes.length) return null;
    at += 8 + view.getUint32(at, true) + view.getUint32(at + 4, true);
    if (at > bytes.length) return null;
  }
  return count;
}

/** Tells what the data of a record come to. Rules are many, but what they say is mostly one of a few things. */
function outcomeTable(
  { bytes, view }: Cdb,
  beside: BesideRules,
): { readonly all: readonly Outcome[]; readonly indexOf: (dataAt: number, end: number) => number } {
  const all: Outcome[] = [outcomeOf([], beside)];
  const byName = new Map([[outcomeName(all[0]), 0]]);
  const byData = new Map<ByteString, number>();
  // Where the first few different data start, how long they are, and their indexes.
  const seenAt = new Uint32Array(SEEN_MAX);
  const seenBytes = new Uint32Array(SEEN_MAX);
  const seenIndexes = new Uint32Array(SEEN_MAX);
  let seen = 0;
  const indexOf = (dataAt: number, end: number): number => {
    for (let one = 0; one < seen; one++) {
      if (seenBytes[one] === end - dataAt && isSame(view, seenAt[one] ?? 0, dataAt, end - dataAt))
        return seenIndexes[one] ?? 0;
    }
    const data = byteString(bytes, dataAt, end);
    const known = byData.get(data);
    if (known !== undefined) return known;
    const outcome = outcomeOf(ruleInstructions(bytes.subarray(dataAt, end)), beside);
    const name = outcomeName(outcome);
    const index = byName.get(name) ?? all.push(outcome) - 1;
    byName.set(name, index);
    byData.set(data, index);
    if (seen < SEEN_MAX) {
      seenAt[seen] = dataAt;
      seenBytes[seen] = end - dataAt;
      seenIndexes[seen++] = index;
    }
    return index;
  };
  return { all, indexOf };
}

/** How many different data are compared with byte by byte, before a map is asked. */
const SEEN_MAX = 4;

function outcomeName(outcome: Outcome | undefined): string {
  return outcome?.kind === "relays" ? `relays ${outcome.value}` : String(outcome?.kind);
}

/** Whether the bytes at two places are the same, looked at by words of four. */
function isSame(view: DataView, left: number, right: number, bytes: number): boolean {
  let at = 0;
  for (; at + 4 <= bytes; at += 4)
    if (view.getInt32(left + at, true) !== view.getInt32(right + at, true)) return false;
  for (; at < bytes; at++) if (view.getUint8(left + at) !== view.getUint8(right + at)) return false;
  return true;
}
