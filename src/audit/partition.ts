import { addressMax, type AddressRange } from "./addresses.ts";
import { levelRange, levelSizes } from "./address-key.ts";
import { isSameOutcome, type Outcome, type OutcomeKind } from "./outcome.ts";
import { NO_RECORD, type RuleRecords } from "./rule-records.ts";

/**
 * What becomes of the clients that have neither a name nor ident information, by their address: all of IPv4, cut where
 * it changes. Exact, and made for millions of rules: numbers in arrays, those of one range at one index.
 */
export interface AddressPartition extends OutcomeRanges {
  /** The same cut further, where another rule decides. */
  readonly pieces: DecidedPieces;
}

/** All of IPv4 by outcome, whatever decides. */
export interface OutcomeRanges {
  /** Each once. */
  readonly outcomes: readonly Outcome[];
  /** As few ranges as there can be: the first address of each, in order from 0 on, and its index in `outcomes`. */
  readonly starts: Uint32Array;
  readonly outcomeIndexes: Uint32Array;
}

/** Ranges of addresses that one rule decides on. */
export interface DecidedPieces {
  /** The first address of each, in order from 0 on. */
  readonly starts: Uint32Array;
  /** Where in the rules the one is that decides; {@link NO_RECORD}: none does. */
  readonly records: Uint32Array;
  /** How many numbers of the address that rule's key gives, from 0 to 4. */
  readonly levels: Uint8Array;
  readonly outcomeIndexes: Uint32Array;
}

/** A range and what becomes of its clients. */
export interface ClientRange extends AddressRange {
  readonly outcome: Outcome;
}

/** The partition in which all clients fare alike, and no rule decides. */
export function uniformPartition(outcome: Outcome): AddressPartition {
  const zero = Uint32Array.of(0);
  const pieces = { starts: zero, records: zero, levels: Uint8Array.of(0), outcomeIndexes: zero };
  return { outcomes: [outcome], starts: zero, outcomeIndexes: zero, pieces };
}

/** The partition that rules make. Of two with the same key the first counts, and the longest key decides. */
// ucspi-tcp-0.88 rules.c doit
export function partitionByRules(rules: RuleRecords): AddressPartition {
  const pieces = sweep(rules, byPlace(rules));
  const starts = new Uint32Array(pieces.starts.length);
  const outcomeIndexes = new Uint32Array(pieces.starts.length);
  let count = 0;
  for (let index = 0; index < pieces.starts.length; index++) {
    const outcome = pieces.outcomeIndexes[index] ?? 0;
    if (count > 0 && outcomeIndexes[count - 1] === outcome) continue;
    starts[count] = pieces.starts[index] ?? 0;
    outcomeIndexes[count++] = outcome;
  }
  return {
    outcomes: rules.outcomes,
    starts: starts.slice(0, count),
    outcomeIndexes: outcomeIndexes.slice(0, count),
    pieces,
  };
}

/** The ranges in order; with `kind` only those whose clients fare so. */
export function* clientRanges(partition: AddressPartition, kind?: OutcomeKind): Generator<ClientRange, void> {
  const { outcomes, starts, outcomeIndexes } = partition;
  for (let index = 0; index < starts.length; index++) {
    const outcome = outcomes[outcomeIndexes[index] ?? 0];
    if (outcome === undefined || (kind !== undefined && outcome.kind !== kind)) continue;
    yield { first: starts[index] ?? 0, last: endOf(starts, index), outcome };
  }
}

/** Which of the ranges that start at `starts` holds an address. */
export function indexAt(starts: Uint32Array, address: number): number {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] ?? 0) <= address) low = middle;
    else high = middle;
  }
  return low;
}

/** The last address of a range. */
export function endOf(starts: Uint32Array, index: number): number {
  return (starts[index + 1] ?? addressMax + 1) - 1;
}

/** The outcome for one address. */
export function outcomeAt(partition: AddressPartition, address: number): Outcome {
  const outcome = partition.outcomes[partition.outcomeIndexes[indexAt(partition.starts, address)] ?? 0];
  if (outcome === undefined) throw new RangeError(`no outcome for ${address}`);
  return outcome;
}

/** Ranges of addresses that fare differently by two partitions, as few as there can be. */
export function* changedRanges(
  before: OutcomeRanges,
  after: OutcomeRanges,
): Generator<AddressRange & { readonly before: Outcome; readonly after: Outcome }, void> {
  for (let first = 0, left = 0, right = 0; first <= addressMax;) {
    const leftEnd = endOf(before.starts, left);
    const rightEnd = endOf(after.starts, right);
    const last = Math.min(leftEnd, rightEnd);
    const was = before.outcomes[before.outcomeIndexes[left] ?? 0];
    const is = after.outcomes[after.outcomeIndexes[right] ?? 0];
    if (was !== undefined && is !== undefined && !isSameOutcome(was, is))
      yield { first, last, before: was, after: is };
    if (leftEnd === last) left++;
    if (rightEnd === last) right++;
    first = last + 1;
  }
}

/** The rules in the order of the addresses where they start, the widest first, of equal keys the first of the file. */
function byPlace({ firsts, levels }: RuleRecords): Uint32Array {
  const count = firsts.length;
  let order = new Uint32Array(count);
  let isSorted = true;
  for (let index = 0, before = 0, levelBefore = 0; index < count; index++) {
    const first = firsts[index] ?? 0;
    const level = levels[index] ?? 0;
    order[index] = index;
    if (first < before || (first === before && level < levelBefore)) isSorted = false;
    before = first;
    levelBefore = level;
  }
  if (isSorted) return order;
  let other = new Uint32Array(count);
  // By the level, then by 11 bits of the address after the other: each pass keeps the order of those before.
  for (const digit of [-1, 0, 11, 22]) {
    const ends = new Uint32Array(2049);
    const digitOf = (index: number): number =>
      digit === -1 ? (levels[index] ?? 0) : ((firsts[index] ?? 0) >>> digit) & 2047;
    for (let index = 0; index < count; index++) {
      const bucket = digitOf(index) + 1;
      ends[bucket] = (ends[bucket] ?? 0) + 1;
    }
    for (let bucket = 1; bucket <= 2048; bucket++)
      ends[bucket] = (ends[bucket] ?? 0) + (ends[bucket - 1] ?? 0);
    for (let place = 0; place < count; place++) {
      const index = order[place] ?? 0;
      const bucket = digitOf(index);
      const to = ends[bucket] ?? 0;
      other[to] = index;
      ends[bucket] = to + 1;
    }
    [order, other] = [other, order];
  }
  return order;
}

/** Goes through the rules by place. Two of them are apart or one lies within the other, so at most five are open. */
function sweep(rules: RuleRecords, order: Uint32Array): DecidedPieces {
  const { firsts, levels } = rules;
  const starts = new Uint32Array(order.length * 2 + 1);
  /** The deciding rule's index, plus 1; 0 for none. */
  const deciders = new Uint32Array(order.length * 2 + 1);
  const openLasts = new Float64Array(levelSizes.length);
  const openDeciders = new Uint32Array(levelSizes.length);
  let open = 0;
  let count = 1;
  const cut = (start: number, decider: number): void => {
    // What starts here as well is narrower, and takes the place.
    if (starts[count - 1] !== start) count++;
    starts[count - 1] = start;
    deciders[count - 1] = decider;
  };
  const closeBefore = (address: number): void => {
    while (open > 0 && (openLasts[open - 1] ?? 0) < address) {
      open--;
      const next = (openLasts[open] ?? 0) + 1;
      if (next > addressMax) return;
      if (open === 0) cut(next, 0);
      else if ((openLasts[open - 1] ?? 0) >= next) cut(next, openDeciders[open - 1] ?? 0);
    }
  };
  let lastFirst = -1;
  let lastLevel = -1;
  for (const index of order) {
    const first = firsts[index] ?? 0;
    const level = levels[index] ?? 0;
    if (first === lastFirst && level === lastLevel) continue;
    lastFirst = first;
    lastLevel = level;
    closeBefore(first);
    cut(first, index + 1);
    openLasts[open] = levelRange(first, level).last;
    openDeciders[open++] = index + 1;
  }
  closeBefore(addressMax + 1);
  return decided(rules, starts.slice(0, count), deciders);
}

function decided(rules: RuleRecords, starts: Uint32Array, deciders: Uint32Array): DecidedPieces {
  const records = new Uint32Array(starts.length);
  const levels = new Uint8Array(starts.length);
  const outcomeIndexes = new Uint32Array(starts.length);
  for (let piece = 0; piece < starts.length; piece++) {
    const decider = deciders[piece] ?? 0;
    if (decider === 0) continue;
    records[piece] = rules.records[decider - 1] ?? NO_RECORD;
    levels[piece] = rules.levels[decider - 1] ?? 0;
    outcomeIndexes[piece] = rules.outcomeIndexes[decider - 1] ?? 0;
  }
  return { starts, records, levels, outcomeIndexes };
}
