import { indexAt, type OutcomeRanges, type AddressRange } from "../../audit/index.ts";
import { kindNumber, kinds } from "./outcomes.ts";

/** How many addresses fare in which way, by the number of the kind. */
export type Composition = Float64Array;

/** The kind of outcome that each range of a partition has, by its number. */
export function rangeKinds({ outcomes, outcomeIndexes }: OutcomeRanges): Uint8Array {
  const numbers = outcomes.map(({ kind }) => kindNumber(kind));
  const found = new Uint8Array(outcomeIndexes.length);
  for (let index = 0; index < found.length; index++) found[index] = numbers[outcomeIndexes[index] ?? 0] ?? 0;
  return found;
}

/** How the addresses of a range fare, exactly. */
export function compositionOf(partition: OutcomeRanges, { first, last }: AddressRange): Composition {
  const { starts, outcomeIndexes, outcomes } = partition;
  const numbers = outcomes.map(({ kind }) => kindNumber(kind));
  const composition: Composition = new Float64Array(kinds.length);
  for (let index = indexAt(starts, first), from = first; from <= last; index++) {
    const next = Math.min(last + 1, starts[index + 1] ?? Infinity);
    const kind = numbers[outcomeIndexes[index] ?? 0] ?? 0;
    composition[kind] = (composition[kind] ?? 0) + next - from;
    from = next;
  }
  return composition;
}
