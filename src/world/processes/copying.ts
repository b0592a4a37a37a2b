import type { Journal } from "../process.ts";
import type { World } from "../world.ts";

/**
 * What makes worlds copyable. A page brings it only once it's painted; what begins before that isn't recorded, and a world
 * in which that goes on can't be copied.
 */
export interface Copying {
  readonly recorded: <T extends object>(journal: Journal, target: T, parts?: Partial<T>) => T;
  readonly keptWorlds: () => KeptWorlds;
}

/** A world with how many actions have been done in it. */
export interface Point {
  readonly world: World;
  readonly index: number;
}

/** Worlds along a run. */
export interface KeptWorlds {
  /** The last point up to `index` whose world is kept; -1 if there's none. */
  latest(index: number): number;
  /** Keeps a copy of a world that is on its way to `goal`, if it's one of those to keep. */
  keep(point: Point, way: { readonly goal: number; readonly length: number }): void;
  /** A world of one's own at `index`, or before it as near as there is one; null if there's none. */
  copyFor(current: Point, index: number): Point | null;
  /** Those up to a point of the run, for a run that takes another way there. */
  upTo(index: number): KeptWorlds;
}

let brought: Copying | null = null;

export function copying(): Copying | null {
  return brought;
}

export function bringCopying(copying: Copying): void {
  brought = copying;
}
