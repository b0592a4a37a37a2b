/**
 * The Hilbert curve as maps of IPv4 draw it: from the top left corner down, right and up, so that 0.0.0.0 is top left and
 * 255.255.255.255 top right. A curve of order n visits the 2^n by 2^n cells of a square; one of order n + 1 visits the four
 * cells in each of them before it goes on. Orders go up to 16: 2^32 cells, one for each address.
 */
export interface Cell {
  /** From the left, and from the top. */
  readonly x: number;
  readonly y: number;
}

/** How a part of the curve lies in its square: as the whole does (0), mirrored at the diagonal (bit 0), turned by 180 degrees (bit 1). */
export type Orientation = 0 | 1 | 2 | 3;

/** The cell that a curve visits after `distance` others. */
export function cellAt(order: number, distance: number, orientation: Orientation = 0): Cell {
  let lies: number = orientation;
  let x = 0;
  let y = 0;
  for (let level = order - 1; level >= 0; level--) {
    const quarter = (distance >>> (level * 2)) & 3;
    const right = quarter >> 1;
    const down = (quarter & 1) ^ right;
    const turned = lies >> 1;
    x = x * 2 + ((lies & 1 ? down : right) ^ turned);
    y = y * 2 + ((lies & 1 ? right : down) ^ turned);
    lies ^= turnOf(quarter);
  }
  return { x, y };
}

/** How many cells the curve visits before this one. */
export function distanceTo(order: number, { x, y }: Cell): number {
  let lies = 0;
  let distance = 0;
  for (let level = order - 1; level >= 0; level--) {
    const turned = lies >> 1;
    const across = ((x >>> level) & 1) ^ turned;
    const along = ((y >>> level) & 1) ^ turned;
    const right = lies & 1 ? along : across;
    const down = lies & 1 ? across : along;
    const quarter = right * 2 + (right ^ down);
    distance = distance * 4 + quarter;
    lies ^= turnOf(quarter);
  }
  return distance;
}

/** How the part of the curve within one cell lies. */
export function orientationAt(order: number, distance: number): Orientation {
  let lies = 0;
  for (let level = order - 1; level >= 0; level--) lies ^= turnOf((distance >>> (level * 2)) & 3);
  return orientations[lies] ?? 0;
}

const orientations: readonly Orientation[] = [0, 1, 2, 3];

/** What the curve does in the first and the last quarter of a square, beside what it does in the square. */
function turnOf(quarter: number): number {
  return quarter === 0 ? 1 : quarter === 3 ? 3 : 0;
}
