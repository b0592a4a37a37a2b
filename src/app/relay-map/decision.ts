import { indexAt, type AddressPartition, type AddressRange, type Outcome } from "../../audit/index.ts";
import { compositionOf, type Composition } from "./composition.ts";
import { kinds } from "./outcomes.ts";

/** What there is to tell of a block of addresses. */
export interface Decision {
  readonly block: AddressRange;
  readonly composition: Composition;
  /** Of the outcomes in the block the one to notice first, and the first range of the map that has it and is in the block. */
  readonly outcome: Outcome;
  readonly range: AddressRange;
  /** Where the first rule is that decides on that range within the block. */
  readonly record: number;
  /** How many more pieces of the range within the block other rules decide on. */
  readonly otherPieces: number;
}

/** Tells of a block what is in it, and what decides there. */
export function decisionOn(partition: AddressPartition, block: AddressRange): Decision {
  const { starts, outcomes, outcomeIndexes, pieces } = partition;
  const composition = compositionOf(partition, block);
  const kind = kinds[composition.findIndex((count) => count > 0)];
  let index = indexAt(starts, block.first);
  while (outcomes[outcomeIndexes[index] ?? 0]?.kind !== kind && (starts[index + 1] ?? Infinity) <= block.last)
    index++;
  const outcome = outcomes[outcomeIndexes[index] ?? 0];
  if (outcome === undefined) throw new RangeError(`no outcome for range ${index}`);
  const range = { first: starts[index] ?? 0, last: (starts[index + 1] ?? 2 ** 32) - 1 };
  const piece = indexAt(pieces.starts, Math.max(range.first, block.first));
  const lastPiece = indexAt(pieces.starts, Math.min(range.last, block.last));
  return {
    block,
    composition,
    outcome,
    range,
    record: pieces.records[piece] ?? 0,
    otherPieces: lastPiece - piece,
  };
}
