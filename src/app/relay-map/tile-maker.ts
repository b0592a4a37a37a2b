import { changedRanges, type OutcomeRanges } from "../../audit/index.ts";
import type { MapColours } from "./colours.ts";
import { rangeKinds } from "./composition.ts";
import { limits } from "./limits.ts";
import { marksIn, type Mark } from "./marks.ts";
import { kinds } from "./outcomes.ts";
import { drawTile, type MapRanges, type TileId } from "./tile.ts";

export interface DrawnTile {
  /** See {@link drawTile}. */
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
  readonly marks: readonly Mark[];
}

export interface MapTotals {
  /** How many addresses fare in which way, by the number of the kind. */
  readonly addresses: Float64Array;
  readonly ranges: number;
  /** How many addresses fare otherwise than before; null where nothing was before. */
  readonly changed: number | null;
}

/** Makes tiles of the partition that it was given last. */
export class TileMaker {
  #ranges: MapRanges | null = null;

  /** `onProgress` is told the share that is done, from 0 to 1. */
  prepare(
    partition: OutcomeRanges,
    before: OutcomeRanges | null,
    onProgress: (done: number) => void,
  ): MapTotals {
    const { starts } = partition;
    const kindOf = rangeKinds(partition);
    const addresses = new Float64Array(kinds.length);
    const work = starts.length + (before === null ? 0 : starts.length + before.starts.length);
    for (let index = 0; index < starts.length; index++) {
      const kind = kindOf[index] ?? 0;
      addresses[kind] = (addresses[kind] ?? 0) + (starts[index + 1] ?? 2 ** 32) - (starts[index] ?? 0);
      if (index % limits.rangesPerReport === 0) onProgress(index / work);
    }
    const firsts: number[] = [];
    const lasts: number[] = [];
    let changed = 0;
    if (before !== null) {
      for (const { first, last } of changedRanges(before, partition)) {
        if (lasts.at(-1) === first - 1) lasts[lasts.length - 1] = last;
        else {
          firsts.push(first);
          lasts.push(last);
        }
        changed += last - first + 1;
        if (firsts.length % limits.rangesPerReport === 0)
          onProgress(Math.min(1, (starts.length + firsts.length) / work));
      }
    }
    this.#ranges = {
      starts,
      kinds: kindOf,
      changedFirsts: Uint32Array.from(firsts),
      changedLasts: Uint32Array.from(lasts),
    };
    onProgress(1);
    return { addresses, ranges: starts.length, changed: before === null ? null : changed };
  }

  /** A tile of what was prepared before. */
  draw(tile: TileId, colours: MapColours): DrawnTile {
    if (this.#ranges === null) throw new Error("no partition was given");
    return { pixels: drawTile(this.#ranges, tile, colours), marks: marksIn(this.#ranges, tile) };
  }
}
