import { indexAt, type AddressRange } from "../../audit/index.ts";
import { ADDRESS_ORDER, blockSize } from "./blocks.ts";
import { blend, mixedColour, type Colour, type MapColours } from "./colours.ts";
import type { Composition } from "./composition.ts";
import { cellAt, distanceTo, orientationAt, type Orientation } from "./hilbert.ts";
import { limits } from "./limits.ts";
import { kinds } from "./outcomes.ts";
import { changeMark, fading, isDotOfMixture, MIXED_FADING, PATTERN_SIDE } from "./patterns.ts";

/** A tile of the map: of level n there are 2^n by 2^n, of which this is the one in column x and row y. */
export interface TileId {
  readonly level: number;
  readonly x: number;
  readonly y: number;
}

/** What tiles are made from: ranges that follow each other from 0.0.0.0 on. */
export interface MapRanges {
  readonly starts: Uint32Array;
  /** The number of each one's kind. */
  readonly kinds: Uint8Array;
  /** The ranges that fare otherwise than before, in order, by their first and last addresses. */
  readonly changedFirsts: Uint32Array;
  readonly changedLasts: Uint32Array;
}

/** The addresses of a tile. */
export function tileRange({ level, x, y }: TileId): AddressRange {
  const size = blockSize(level);
  const first = distanceTo(level, { x, y }) * size;
  return { first, last: first + size - 1 };
}

/**
 * Draws a tile, 256 by 256 pixels of four bytes (red, green, blue, 255). A pixel stands for a block of addresses, or an
 * address for a square of pixels. It takes one walk along the curve and over the ranges that are in the tile.
 */
export function drawTile(
  ranges: MapRanges,
  tile: TileId,
  colours: MapColours,
): Uint8ClampedArray<ArrayBuffer> {
  const order = Math.min(TILE_ORDER, ADDRESS_ORDER - tile.level);
  const distance = distanceTo(tile.level, tile);
  const places = placesOf(order, orientationAt(tile.level, distance));
  const side = limits.tileSide >> order;
  const size = blockSize(tile.level + order);
  const paints = kinds.map((_, kind) => paintOf(kind, colours));
  const pixels = new Uint8ClampedArray(limits.tileSide * limits.tileSide * 4);
  const composition: Composition = new Float64Array(kinds.length);
  let first = distance * blockSize(tile.level);
  let index = indexAt(ranges.starts, first);
  let change = firstFrom(ranges.changedLasts, first);
  for (let cell = 0; cell < places.length; cell++, first += size) {
    const end = first + size;
    let next = ranges.starts[index + 1] ?? Infinity;
    let paint = paints[ranges.kinds[index] ?? 0] ?? [];
    if (next < end) {
      composition.fill(0);
      for (let from = first; from < end;) {
        const to = Math.min(end, next);
        const kind = ranges.kinds[index] ?? 0;
        composition[kind] = (composition[kind] ?? 0) + to - from;
        from = to;
        if (next <= end) next = ranges.starts[++index + 1] ?? Infinity;
      }
      paint = paintOfMixture(composition, paints, colours);
    } else if (next === end) index++;
    while ((ranges.changedLasts[change] ?? Infinity) < first) change++;
    const isChanged = (ranges.changedFirsts[change] ?? Infinity) < end;
    const place = places[cell] ?? 0;
    const left = (place & 255) * side;
    const top = (place >> 8) * side;
    for (let y = top; y < top + side; y++) {
      for (let x = left; x < left + side; x++) {
        let colour = paint[((y & 7) << 3) | (x & 7)] ?? paint[0];
        if (colour === undefined) continue;
        if (isChanged) colour = blend(colour, colours.changed, changeMark(x, y));
        const at = (y * limits.tileSide + x) * 4;
        pixels[at] = colour[0];
        pixels[at + 1] = colour[1];
        pixels[at + 2] = colour[2];
        pixels[at + 3] = 255;
      }
    }
  }
  return pixels;
}

/** Four to this power is how many blocks a tile shows at most. */
const TILE_ORDER = Math.log2(limits.tileSide);

/** The colours of a square of pixels that repeats, row by row, or one colour for all. */
type Paint = readonly Colour[];

function paintOf(kind: number, colours: MapColours): Paint {
  const plain = colours.kinds[kind] ?? colours.background;
  return Array.from({ length: PATTERN_SIDE * PATTERN_SIDE }, (_, at) =>
    blend(plain, colours.background, fading(kind, at % PATTERN_SIDE, Math.floor(at / PATTERN_SIDE))),
  );
}

function paintOfMixture(composition: Composition, paints: readonly Paint[], colours: MapColours): Paint {
  const only = composition.findIndex((count) => count > 0);
  const isMixed = composition.some((count, kind) => count > 0 && kind !== only);
  if (!isMixed) return paints[only] ?? [];
  const mixed = mixedColour(composition, colours);
  const under = colours.kinds[composition.findLastIndex((count) => count > 0)] ?? mixed;
  const lighter = blend(mixed, under, MIXED_FADING);
  return Array.from({ length: PATTERN_SIDE * PATTERN_SIDE }, (_, at) =>
    isDotOfMixture(at % PATTERN_SIDE, Math.floor(at / PATTERN_SIDE)) ? mixed : lighter,
  );
}

const knownPlaces = new Map<string, Uint16Array>();

/** Where each cell of a curve is, its row times 256 and its column. */
function placesOf(order: number, orientation: Orientation): Uint16Array {
  const name = `${order} ${orientation}`;
  const known = knownPlaces.get(name);
  if (known !== undefined) return known;
  const places = new Uint16Array(4 ** order);
  for (let distance = 0; distance < places.length; distance++) {
    const { x, y } = cellAt(order, distance, orientation);
    places[distance] = y * 256 + x;
  }
  knownPlaces.set(name, places);
  return places;
}

/** The first of the numbers, which are in order, that isn't below `address`. */
function firstFrom(numbers: Uint32Array, address: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] ?? 0) < address) low = middle + 1;
    else high = middle;
  }
  return low;
}
