import type { AddressRange } from "../../audit/index.ts";
import { cellAt, distanceTo, type Cell } from "./hilbert.ts";

/** The order of the curve that has a cell for each address. */
export const ADDRESS_ORDER = 16;
/** The side of the whole map, in addresses. Places on the map are measured so: (0, 0) is its top left corner. */
export const MAP_SIDE = 2 ** ADDRESS_ORDER;

/** A square of the map whose addresses follow each other. `order` 0 is all of IPv4, 16 a single address. */
export interface Block extends AddressRange {
  readonly order: number;
}

export interface Square {
  readonly x: number;
  readonly y: number;
  readonly side: number;
}

export interface Box {
  readonly left: number;
  readonly top: number;
  /** Past the last. */
  readonly right: number;
  readonly bottom: number;
}

export function blockHolding(address: number, order: number): Block {
  const size = blockSize(order);
  const first = Math.floor(address / size) * size;
  return { first, last: first + size - 1, order };
}

/** The block of that order at a place of the map, which must be within it. */
export function blockUnder({ x, y }: Cell, order: number): Block {
  const side = blockSide(order);
  const distance = distanceTo(order, { x: Math.floor(x / side), y: Math.floor(y / side) });
  return blockHolding(distance * blockSize(order), order);
}

export function squareOf({ first, order }: Block): Square {
  const side = blockSide(order);
  const { x, y } = cellAt(order, first / blockSize(order));
  return { x: x * side, y: y * side, side };
}

/** How many addresses a block of an order has. */
export function blockSize(order: number): number {
  return 4 ** (ADDRESS_ORDER - order);
}

function blockSide(order: number): number {
  return 2 ** (ADDRESS_ORDER - order);
}

/** The fewest blocks that make up a range, in order. */
export function* blocksOf({ first, last }: AddressRange): Generator<Block, void> {
  for (let from = first; from <= last;) {
    let order = ADDRESS_ORDER;
    while (order > 0) {
      const size = blockSize(order - 1);
      if (from % size !== 0 || from + size - 1 > last) break;
      order--;
    }
    yield blockHolding(from, order);
    from += blockSize(order);
  }
}

/** The smallest box on the map that has all of a range in it. */
export function boxOf(range: AddressRange): Box {
  let [left, top, right, bottom] = [MAP_SIDE, MAP_SIDE, 0, 0];
  for (const block of blocksOf(range)) {
    const { x, y, side } = squareOf(block);
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x + side);
    bottom = Math.max(bottom, y + side);
  }
  return { left, top, right, bottom };
}
