import { indexAt } from "../../audit/index.ts";
import { blockSize } from "./blocks.ts";
import { limits } from "./limits.ts";
import { kindNumber } from "./outcomes.ts";
import { tileRange, type MapRanges, type TileId } from "./tile.ts";

/** A range too small to be seen well, that must be: where it is, and the number of its kind. */
export interface Mark {
  readonly address: number;
  readonly kind: number;
}

const RELAYS = kindNumber("relays");
const DENIED = kindNumber("denied");

/**
 * The ranges in a tile that relay or are denied and take no more than a few of its pixels. Where there are many, the colour
 * of the tile speaks for itself, and none is marked; nor where an address has room of its own.
 */
export function marksIn({ starts, kinds }: MapRanges, tile: TileId): readonly Mark[] {
  if (tile.level > limits.markedLevelMax) return [];
  const { first, last } = tileRange(tile);
  const smallMax = (blockSize(tile.level) / limits.tileSide ** 2) * limits.markedPixelsMax;
  const marks: Mark[] = [];
  for (let index = indexAt(starts, first); (starts[index] ?? Infinity) <= last; index++) {
    const kind = kinds[index] ?? 0;
    const start = starts[index] ?? 0;
    if ((kind !== RELAYS && kind !== DENIED) || start < first) continue;
    if ((starts[index + 1] ?? 2 ** 32) - start > Math.max(1, smallMax)) continue;
    marks.push({ address: start, kind });
    if (marks.length > limits.marksPerTileMax) return [];
  }
  return marks;
}
