import { ADDRESS_ORDER, MAP_SIDE } from "./blocks.ts";
import { limits } from "./limits.ts";
import type { TileId } from "./tile.ts";
import { centreOf, type View } from "./view.ts";

/** The tiles that a view of so many CSS pixels takes, those in its middle first. */
export function tilesInView(view: View, pixels: number): readonly TileId[] {
  const level = tileLevel(view, pixels);
  const side = MAP_SIDE / 2 ** level;
  const from = (start: number) => Math.floor(start / side);
  const to = (start: number) => Math.min(2 ** level, Math.ceil((start + view.side) / side)) - 1;
  const tiles: TileId[] = [];
  for (let y = from(view.y); y <= to(view.y); y++)
    for (let x = from(view.x); x <= to(view.x); x++) tiles.push({ level, x, y });
  const centre = centreOf(view);
  const far = ({ x, y }: TileId) => Math.hypot((x + 0.5) * side - centre.x, (y + 0.5) * side - centre.y);
  return tiles.sort((left, right) => far(left) - far(right));
}

/** The level whose tiles have pixels small enough. */
function tileLevel(view: View, pixels: number): number {
  const tilePixel = (pixels * MAP_SIDE) / view.side / limits.tileSide;
  const level = Math.ceil(Math.log2(tilePixel / limits.tilePixelMax));
  return Math.min(limits.tileLevelMax, Math.max(0, level));
}

/** The order of the blocks that a pointer can tell apart: those of some pixels on the screen. */
export function pointedOrder(view: View, pixels: number): number {
  const order = Math.floor(Math.log2(((MAP_SIDE / view.side) * pixels) / POINTED_PIXELS_MIN));
  return Math.min(ADDRESS_ORDER, Math.max(0, order));
}

const POINTED_PIXELS_MIN = 5;
