import {
  indexAt,
  type AddressPartition,
  type AddressRange,
  type Outcome,
  type OutcomeKind,
} from "../../audit/index.ts";
import { kindNumber } from "./outcomes.ts";

/** Which rows are asked for; null: of any. */
export interface RowFilter {
  readonly kind: OutcomeKind | null;
  /** Those with an address of this range. */
  readonly within: AddressRange | null;
}

/** Addresses that fare alike by one rule. */
export interface Row extends AddressRange {
  readonly outcome: Outcome;
  readonly record: number;
}

/** The rows of a table by their number. There may be millions, so that each is made when it's shown. */
export interface Rows {
  readonly count: number;
  /** How many addresses they have. */
  readonly addresses: number;
  readonly at: (number: number) => Row;
}

/** The pieces of a partition, in order, as far as a filter lets them through. */
export function tableRows({ outcomes, pieces }: AddressPartition, { kind, within }: RowFilter): Rows {
  const from = within === null ? 0 : indexAt(pieces.starts, within.first);
  const to = within === null ? pieces.starts.length : indexAt(pieces.starts, within.last) + 1;
  const wanted = outcomes.map((outcome) => (kind === null || outcome.kind === kind ? 1 : 0));
  const chosen = new Uint32Array(to - from);
  const end = (piece: number) => pieces.starts[piece + 1] ?? 2 ** 32;
  let count = 0;
  let addresses = 0;
  for (let piece = from; piece < to; piece++) {
    if (wanted[pieces.outcomeIndexes[piece] ?? 0] !== 1) continue;
    chosen[count++] = piece;
    addresses += end(piece) - (pieces.starts[piece] ?? 0);
  }
  const at = (number: number): Row => {
    const piece = chosen[number] ?? 0;
    const outcome = outcomes[pieces.outcomeIndexes[piece] ?? 0];
    if (number >= count || outcome === undefined) throw new RangeError(`no row ${number} of ${count}`);
    const record = pieces.records[piece] ?? 0;
    return { first: pieces.starts[piece] ?? 0, last: end(piece) - 1, outcome, record };
  };
  return { count, addresses, at };
}

/** The kinds of outcome that there are, the one to notice first of all first. */
export function kindsIn({ outcomes, outcomeIndexes }: AddressPartition): readonly OutcomeKind[] {
  const used = new Set(outcomeIndexes);
  const found = new Set([...used].flatMap((index) => outcomes[index]?.kind ?? []));
  return [...found].sort((left, right) => kindNumber(left) - kindNumber(right));
}
