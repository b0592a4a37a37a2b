import { byteString, type ByteString } from "../bytes/index.ts";
import {
  CDB_HASH_START,
  CDB_HEADER_BYTES,
  cdb_hashadd,
  cdb_make_addend,
  cdb_make_finish,
  cdb_make_reserve,
  cdb_make_start,
  findInCdb,
  openCdb,
  type CdbMake,
} from "../cdb/index.ts";
import { unableToParse } from "./replies.ts";
import {
  emptyRuleLine,
  parseAddress,
  parseInstructions,
  parseRange,
  trimmedEnd,
  type RuleFailure,
  type RuleLine,
} from "./parse.ts";

/** What became of a rules file. */
export type Compilation =
  | {
      readonly kind: "compiled";
      readonly cdb: Uint8Array;
      /** The line, counted from 1, of the first rule with this key; null if there is none. */
      readonly lineOf: (key: ByteString) => number | null;
    }
  | UnparsableRules
  /** The cdb would be larger than CDB_BYTES_MAX. */
  | { readonly kind: "too-large" };

export interface UnparsableRules {
  readonly kind: "failed";
  readonly failure: RuleFailure;
  /** Counted from 1. */
  readonly line: number;
  /** Bytes from the start of the line to where parsing went wrong, counted from 1. */
  readonly column: number;
  /** The line without the blanks that end it. */
  readonly text: ByteString;
  /** What tcprules says on standard error, newline and all. */
  readonly message: ByteString;
  /** Bytes before the failing line. */
  readonly lineStart: number;
  /** Bytes of the records before the failing line. */
  readonly recordBytes: number;
}

/** Compiles rules to the bytes of the cdb that tcprules writes. `source` must not be changed afterwards. */
// ucspi-tcp-0.88 tcprules.c main
export function compileRules(source: Uint8Array): Compilation {
  // A rule's record is about as long as its line, and each has 16 bytes in the tables.
  const make = cdb_make_start(source.length + (source.length >> 1));
  const outcome = addRules(make, source, null);
  if (outcome !== null) return outcome;
  const cdb = cdb_make_finish(make);
  if (cdb === null) return TOO_LARGE;
  return { kind: "compiled", cdb, lineOf: lineFinder(source, cdb) };
}

/** Adds all rules of the source. `recordStarts`, where given, gets the offset of the first record of each line. */
// One long function with its own variables, since this is where the time goes.
function addRules(
  make: CdbMake,
  source: Uint8Array,
  recordStarts: number[] | null,
): Exclude<Compilation, { kind: "compiled" }> | null {
  const sourceView = new DataView(source.buffer, source.byteOffset, source.byteLength);
  const line = emptyRuleLine();
  let { bytes, view } = make;
  // The instructions of the last rule and the data made from them. Most rules of a large file say what the one before
  // says, and comparing them costs less than parsing them again.
  let lastAt = 0;
  let lastBytes = NONE;
  let lastDataAt = 0;
  let lastDataBytes = 0;
  let number = 0;
  for (let start = 0; start < source.length;) {
    number++;
    if (recordStarts !== null) recordStarts.push(make.end);

    parseAddress(source, start, line);
    if (line.kind !== "rule") {
      start = newlineFrom(source, start) + 1;
      continue;
    }

    const { colon } = line;
    const at = colon + 1;
    const repeatEnd = at + lastBytes;
    const isRepeat = isLineEnd(source, repeatEnd) && sameBytes(sourceView, lastAt, at, lastBytes);
    const newline = isRepeat ? repeatEnd : newlineFrom(source, at);
    const roomBytes = newline - start + RECORD_ROOM_BYTES;
    if (make.end + roomBytes > bytes.length) {
      if (cdb_make_reserve(make, roomBytes) === "out of memory") return TOO_LARGE;
      ({ bytes, view } = make);
    }
    const keyAt = make.end + 8;
    const dataAt = keyAt + colon - start;
    if (isRepeat) {
      copyWords(view, keyAt, sourceView, start, colon - start);
      copyWords(view, dataAt, view, lastDataAt, lastDataBytes);
    } else {
      line.end = trimmedEnd(source, start, newline);
      if (parseInstructions(source, line) === "failed") return describeFailure(source, line, number, make);
      copyWords(view, keyAt, sourceView, start, colon - start);
      lastAt = at;
      lastBytes = newline - at;
      lastDataAt = dataAt;
      lastDataBytes = writeData(bytes, dataAt, source, line);
    }
    if (!line.isRange) cdb_make_addend(make, colon - start, lastDataBytes, line.addressHash);
    else {
      line.end = trimmedEnd(source, start, newline);
      if (parseRange(source, line) === "failed") return describeFailure(source, line, number, make);
      const data = bytes.slice(dataAt, dataAt + lastDataBytes);
      if (addRange(make, data, source, line) === "out of memory") return TOO_LARGE;
      ({ bytes, view } = make);
      // The data's place has been written over.
      lastBytes = NONE;
    }
    start = newline + 1;
  }
  return null;
}

/** There are no last instructions: no line has this length. */
const NONE = -1;

const TOO_LARGE = { kind: "too-large" } as const;

/** Room that a record takes beyond its line: 8 bytes of lengths, `D` with its NUL, and 3 for copying by words. */
const RECORD_ROOM_BYTES = 13;

const NEWLINE = 10;

function newlineFrom(source: Uint8Array, start: number): number {
  const newline = source.indexOf(NEWLINE, start);
  return newline === -1 ? source.length : newline;
}

function isLineEnd(source: Uint8Array, at: number): boolean {
  return source[at] === NEWLINE || at === source.length;
}

/** Writes what a rule's record holds (`D\0` if it denies, then `+NAME=VALUE\0` each) and gives its length. */
function writeData(bytes: Uint8Array, dataAt: number, source: Uint8Array, line: RuleLine): number {
  const { variables } = line;
  let to = dataAt;
  if (line.verdict === "deny") {
    bytes[to++] = 68;
    bytes[to++] = 0;
  }
  for (let cut = 0; cut < line.variableCount * 3; cut += 3) {
    const value = variables[cut + 1] ?? 0;
    const valueEnd = variables[cut + 2] ?? 0;
    bytes[to++] = 43;
    for (let from = variables[cut] ?? 0; from < value - 1;) bytes[to++] = source[from++] ?? 0;
    for (let from = value; from < valueEnd;) bytes[to++] = source[from++] ?? 0;
    bytes[to++] = 0;
  }
  return to - dataAt;
}

/** Whether the bytes at two places are the same, looked at by words of four. */
function sameBytes(view: DataView, left: number, right: number, bytes: number): boolean {
  let at = 0;
  for (; at + 4 <= bytes; at += 4)
    if (view.getInt32(left + at, true) !== view.getInt32(right + at, true)) return false;
  for (; at < bytes; at++) if (view.getUint8(left + at) !== view.getUint8(right + at)) return false;
  return true;
}

/** Copies by words of four, so up to three bytes beyond the end are read and written too. */
function copyWords(target: DataView, to: number, source: DataView, from: number, bytes: number): void {
  for (let at = 0; at < bytes; at += 4) target.setInt32(to + at, source.getInt32(from + at, true), true);
}

// ucspi-tcp-0.88 tcprules.c doaddressdata
function addRange(
  make: CdbMake,
  data: Uint8Array,
  source: Uint8Array,
  line: RuleLine,
): "added" | "out of memory" {
  const { left, right, bottom, top } = line.range;
  const before = source.subarray(line.start, left);
  const after = source.subarray(right, line.colon);
  const recordBytesMax = 8 + before.length + 3 + after.length + data.length;
  for (let number = bottom; number <= top; number++) {
    if (cdb_make_reserve(make, recordBytesMax) === "out of memory") return "out of memory";
    const { bytes, end } = make;
    bytes.set(before, end + 8);
    let to = end + 8 + before.length;
    if (number > 99) bytes[to++] = 48 + Math.floor(number / 100);
    if (number > 9) bytes[to++] = 48 + (Math.floor(number / 10) % 10);
    bytes[to++] = 48 + (number % 10);
    bytes.set(after, to);
    to += after.length;
    bytes.set(data, to);
    let hash = CDB_HASH_START;
    for (let at = end + 8; at < to; at++) hash = cdb_hashadd(hash, bytes[at] ?? 0);
    cdb_make_addend(make, to - end - 8, data.length, hash);
  }
  return "added";
}

function describeFailure(source: Uint8Array, line: RuleLine, number: number, make: CdbMake): UnparsableRules {
  const text = byteString(source, line.start, line.end);
  return {
    kind: "failed",
    failure: line.failure,
    line: number,
    column: line.failedAt - line.start + 1,
    text,
    lineStart: line.start,
    message: unableToParse(text),
    recordBytes: make.end - CDB_HEADER_BYTES,
  };
}

// The line is found by its first record: each line's records follow those of the line before. Nothing is remembered
// while compiling; the first question goes through the source once more.
function lineFinder(source: Uint8Array, cdb: Uint8Array): (key: ByteString) => number | null {
  let recordStarts: Float64Array | null = null;
  return (key) => {
    const finding = findInCdb(openCdb(cdb), key);
    if (finding.kind !== "found") return null;
    if (recordStarts === null) {
      const starts: number[] = [];
      addRules(cdb_make_start(source.length), source, starts);
      recordStarts = Float64Array.from(starts);
    }
    let low = 0;
    let high = recordStarts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((recordStarts[middle] ?? 0) <= finding.recordAt) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}
