import { kindNumber } from "./outcomes.ts";

/** How many pixels a pattern takes before it repeats, in either direction. */
export const PATTERN_SIDE = 8;

const DENIED = kindNumber("denied");
const DROPPED = kindNumber("dropped");
const UNKNOWN = kindNumber("unknown");

/**
 * How far a pixel goes from its kind's colour towards the background, from 0 to 1. Each kind has a pattern of its own, so
 * that a map can be read without its colours: relaying is solid, denial has stripes, and so on.
 */
export function fading(kind: number, x: number, y: number): number {
  switch (kind) {
    case DENIED:
      return ((x + y) & 7) < 3 ? 0.55 : 0;
    case DROPPED:
      return (y & 3) === 0 ? 0.6 : 0;
    case UNKNOWN:
      return (x & 3) === 0 && (y & 3) === 0 ? 0.7 : 0;
    default:
      return 0;
  }
}

/**
 * How far a pixel of changed addresses goes towards the colour of changes: sparse dots, since after a fix most of the map may
 * have changed, with enough between them for a block without a dot to show.
 */
export function changeMark(x: number, y: number): number {
  return (x & 3) === 1 && (y & 3) === 1 ? 0.6 : 0.15;
}

/** A block in which addresses fare in several ways is chequered; this tells the stronger pixels. */
export function isDotOfMixture(x: number, y: number): boolean {
  return ((x + y) & 1) === 0;
}

/** How far the others go towards what is under all in such a block. */
export const MIXED_FADING = 0.3;
