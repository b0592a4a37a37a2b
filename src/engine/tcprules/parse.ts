import { byteString } from "../bytes/index.ts";
import { CDB_HASH_START, cdb_hashadd } from "../cdb/index.ts";

/** Why tcprules can't parse a line, by what it missed at the place where it gave up. */
export type RuleFailure =
  /** After the colon comes neither `allow` nor `deny`. */
  | "no-verdict"
  /** After the verdict or a closing quote comes something other than a comma. */
  | "no-comma"
  /** A variable has no `=`. */
  | "no-equals"
  /** Nothing comes after a variable's `=`. */
  | "no-quote"
  /** The character after `=`, which is the quote, doesn't come again. */
  | "unclosed-quote"
  /** The address has a hyphen, so it's a range, but one of its ends is no number. */
  | "range-not-number";

/**
 * One line of the rules, parsed. All offsets are into the source. The compiler goes through millions of lines, so one
 * such object is made and filled again for each.
 */
export interface RuleLine {
  kind: "comment" | "blank" | "no-colon" | "rule" | "failed";
  start: number;
  /** The end without the blanks and tabs that end the line. */
  end: number;
  colon: number;
  /** The hash of the address as a key of a cdb, got in passing. */
  addressHash: number;
  /** The first hyphen of the address, -1 if it has none. */
  hyphen: number;
  verdict: "allow" | "deny";
  /** Three offsets a variable: of its name, its value, and its value's end. The name ends two before the value. */
  readonly variables: number[];
  variableCount: number;
  /** Whether the address is a range, which is then `range`. */
  isRange: boolean;
  readonly range: RuleRange;
  failure: RuleFailure;
  failedAt: number;
}

/** The range `bottom` to `top`; the address's bytes before `left` and from `right` on stay as they are. */
export interface RuleRange {
  left: number;
  right: number;
  bottom: number;
  top: number;
}

/** The largest number that a range goes up to. Source: ucspi-tcp-0.88 tcprules.c doaddressdata. */
const RANGE_TOP_MAX = 255;

/** A line to be filled by {@link parseRule}. */
export function emptyRuleLine(): RuleLine {
  const range = { left: 0, right: 0, bottom: 0, top: 0 };
  const offsets = {
    start: 0,
    end: 0,
    colon: 0,

    addressHash: 0,
    hyphen: -1,
    variables: [],
    variableCount: 0,
    failedAt: 0,
  };
  return { ...offsets, kind: "blank", verdict: "allow", isRange: false, range, failure: "no-verdict" };
}

const TAB = 9;
const NEWLINE = 10;
const BLANK = 32;
const HASH = 35;
const COMMA = 44;
const HYPHEN = 45;
const DOT = 46;
const ZERO = 48;
const COLON = 58;
const EQUALS = 61;
const AT = 64;

/** Parses the line from `start` to before `newline` (the source's end if the last line has none) into `line`. */
// ucspi-tcp-0.88 tcprules.c main
export function parseRule(source: Uint8Array, start: number, newline: number, line: RuleLine): void {
  parseAddress(source, start, line);
  line.end = newline;
  if (line.kind === "comment") return;
  line.end = trimmedEnd(source, start, newline);
  if (line.kind === "no-colon") {
    if (line.end === start) line.kind = "blank";
    return;
  }
  if (parseInstructions(source, line) === "parsed" && line.isRange) parseRange(source, line);
}

/** The first part of {@link parseRule}: up to the colon, or the end of a line that has none. */
export function parseAddress(source: Uint8Array, start: number, line: RuleLine): void {
  line.start = start;
  line.hyphen = -1;
  if (source[start] === HASH) {
    line.kind = "comment";
    return;
  }
  let isNamed = false;
  // A bundler makes a variable of the constant; the `| 0` tells V8 that it's an integer, which doubles the speed.
  let hash = CDB_HASH_START | 0;
  for (let at = start; at < source.length; at++) {
    const byte = source[at] ?? 0;
    // Digits and dots, of which most addresses consist, get by with this.
    if (byte < DOT || byte >= COLON) {
      if (byte === COLON) {
        line.kind = "rule";
        line.colon = at;
        line.addressHash = hash;
        line.isRange = line.hyphen !== -1 && !isNamed;
        return;
      }
      if (byte === NEWLINE) break;
      if (byte === HYPHEN && line.hyphen === -1) line.hyphen = at;
      else if (byte === EQUALS || byte === AT) isNamed = true;
    }
    hash = cdb_hashadd(hash, byte);
  }
  line.kind = "no-colon";
}

/** Where the line ends without the blanks and tabs that end it. */
export function trimmedEnd(source: Uint8Array, start: number, newline: number): number {
  let end = newline;
  while (end > start && (source[end - 1] === BLANK || source[end - 1] === TAB)) end--;
  return end;
}

/** The part of {@link parseRule} after the colon, up to `line.end`. */
export function parseInstructions(source: Uint8Array, line: RuleLine): "parsed" | "failed" {
  const { end } = line;
  line.variableCount = 0;
  let at = line.colon + 1;
  if (startsWith(source, at, end, DENY)) {
    line.verdict = "deny";
    at += DENY.length;
  } else if (startsWith(source, at, end, ALLOW)) {
    line.verdict = "allow";
    at += ALLOW.length;
  } else return fail(line, "no-verdict", at);

  let cut = 0;
  while (at < end) {
    if (source[at] !== COMMA) return fail(line, "no-comma", at);
    const name = at + 1;
    const equals = find(source, EQUALS, name, end);
    if (equals === end) return fail(line, "no-equals", name);
    if (equals + 1 === end) return fail(line, "no-quote", end);
    const value = equals + 2;
    const valueEnd = find(source, source[equals + 1] ?? 0, value, end);
    if (valueEnd === end) return fail(line, "unclosed-quote", equals + 1);
    line.variables[cut++] = name;
    line.variables[cut++] = value;
    line.variables[cut++] = valueEnd;
    at = valueEnd + 1;
  }
  line.variableCount = cut / 3;
  return "parsed";
}

/** The last part of {@link parseRule}: the ends of a range. */
// ucspi-tcp-0.88 tcprules.c doaddressdata
export function parseRange(source: Uint8Array, line: RuleLine): "parsed" | "failed" {
  const { start, colon, hyphen, range } = line;
  let left = hyphen;
  while (left > start && source[left - 1] !== DOT) left--;
  const right = find(source, DOT, hyphen + 1, colon);
  const bottom = getnum(source, left, hyphen);
  if (bottom === null) return fail(line, "range-not-number", left);
  const top = getnum(source, hyphen + 1, right);
  if (top === null) return fail(line, "range-not-number", hyphen + 1);
  range.left = left;
  range.right = right;
  range.bottom = bottom;
  range.top = Math.min(top, RANGE_TOP_MAX);
  return "parsed";
}

/**
 * The number that the bytes spell, null if they spell none. No digit at all is 0, a NUL ends it, and it wraps around at
 * 2^64: so it is in the original, on a machine with 64 bits.
 */
// ucspi-tcp-0.88 tcprules.c getnum, scan_ulong.c
function getnum(source: Uint8Array, start: number, end: number): number | null {
  let digitsEnd = start;
  let number = 0;
  while (digitsEnd < end && isDigit(source[digitsEnd] ?? 0)) {
    number = number * 10 + (source[digitsEnd] ?? 0) - ZERO;
    digitsEnd++;
  }
  if (digitsEnd < end && source[digitsEnd] !== 0) return null;
  if (Number.isSafeInteger(number)) return number;
  return Number(BigInt.asUintN(64, BigInt(byteString(source, start, digitsEnd))));
}

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte < ZERO + 10;
}

const ALLOW = new Uint8Array([97, 108, 108, 111, 119]);
const DENY = new Uint8Array([100, 101, 110, 121]);

function startsWith(source: Uint8Array, start: number, end: number, word: Uint8Array): boolean {
  if (end - start < word.length) return false;
  for (let at = 0; at < word.length; at++) if (source[start + at] !== word[at]) return false;
  return true;
}

function find(source: Uint8Array, byte: number, start: number, end: number): number {
  let at = start;
  while (at < end && source[at] !== byte) at++;
  return at;
}

function fail(line: RuleLine, failure: RuleFailure, at: number): "failed" {
  line.kind = "failed";
  line.failure = failure;
  line.failedAt = at;
  return "failed";
}
