import { copyWorld } from "./copy-world.ts";
import { type KeptWorlds, type Point } from "../processes/index.ts";
import type { World } from "../world.ts";

/** Which worlds a run keeps. Origin: an action takes up to some milliseconds, a copy less than one. */
const limits = {
  /** Spread over the whole run, at most; every 2^n actions, so that they stay where they are as it grows. */
  spreadMax: 320,
  /** How many actions are between two of these at least. */
  spreadDistance: 16,
  /** Closely before where the run stands, for one undo after another. */
  closeMax: 4,
  closeDistance: 8,
} as const;

/** Keeps copies of a run's worlds. They are only ever copied again, so several runs may share them. */
export function keptWorlds(worlds: ReadonlyMap<number, World> = new Map()): KeptWorlds {
  let kept = new Map(worlds);
  const latest = (index: number): number =>
    Math.max(-1, ...[...kept.keys()].filter((other) => other <= index));
  return {
    latest,
    keep({ world, index }, { goal, length }) {
      if (kept.has(index) || !isWorthKeeping(index, goal, length)) return;
      const copy = copyWorld(world);
      if (copy === null) return;
      kept.set(index, copy);
      kept = new Map([...kept].filter(([other]) => isWorthKeeping(other, goal, length)));
    },
    copyFor(current, index) {
      const nearest = kept.get(latest(index));
      // The world where the run stands can't always be copied, but those that were kept can.
      const sources: readonly (Point | null)[] = [
        index === current.index ? current : null,
        nearest === undefined ? null : { world: nearest, index: latest(index) },
      ];
      for (const source of sources) {
        const world = source === null ? null : copyWorld(source.world);
        if (source !== null && world !== null) return { world, index: source.index };
      }
      return null;
    },
    upTo: (index) => keptWorlds(new Map([...kept].filter(([other]) => other <= index))),
  };
}

/** Whether a run of this length keeps the world after `index` actions while it goes to `goal`. */
function isWorthKeeping(index: number, goal: number, length: number): boolean {
  const { spreadMax, spreadDistance, closeMax, closeDistance } = limits;
  let spread: number = spreadDistance;
  while (length / spread > spreadMax) spread *= 2;
  if (index % spread === 0) return true;
  const distance = goal - index;
  return index % closeDistance === 0 && distance >= 0 && distance <= closeMax * closeDistance;
}
