import type { Action } from "./action.ts";
import { perform, type Performed } from "./perform.ts";
import { replay, type Start } from "./run.ts";
import type { World } from "./world.ts";

/**
 * A run that one can go back and forth in. A world can't be copied, since programs that wait can't, so going back means
 * replaying. To keep that short in a long run, other worlds stand ready at earlier points of it: see `waypointsOf`.
 */
export interface History {
  /** All actions, also those after the point where the run stands. */
  readonly actions: readonly Action[];
  readonly length: number;
  /** How many of the actions have been done in `world`. */
  readonly index: number;
  /** The world where the run stands. It moves on, or is replaced, when the run does. */
  readonly world: World;
  /** Does what a person did. What came after this point is forgotten, unless the action is refused. */
  act(action: Action): Performed;
  /** Goes to the point after so many actions. Throws RangeError if there are fewer. */
  seek(index: number): World;
  /** The world after so many actions, to be looked at until the next call; the run stays where it is. */
  worldAt(index: number): World;
  /** Makes worlds ready that spare a later seek its work, by at most so many actions. False: all are ready. */
  prepare(actionsMax: number): boolean;
}

/** How a history spends work and memory. Origin: a seek replays about 2000 actions in 100 ms. */
const limits = {
  /** A run as short as this is replayed from its start. */
  shortRun: 256,
  /** Worlds that stand ready spread evenly over the whole run, at most. */
  spreadWaypointsMax: 8,
  /** Worlds that stand ready closely before where the run stands, for one undo after another; and their distance. */
  closeWaypoints: 4,
  closeDistance: 64,
  /** Actions that are replayed beside each one that is done, so that worlds get ready as the run grows. */
  preparedPerAction: 4,
  /** Actions that are replayed beside each seek, to make up for the world that it has taken. */
  preparedPerSeek: 256,
} as const;

/** A world with how many actions have been done in it. */
interface Waypoint {
  readonly world: World;
  index: number;
}

/** A history that begins so and stands at its end. */
export function createHistory(start: Start, actions: readonly Action[] = []): History {
  let all = [...actions];
  let current: Waypoint = { world: replay(start, actions), index: actions.length };
  let spares: Waypoint[] = [];
  /** A world on its way to where it will stand ready. */
  let coming: { readonly waypoint: Waypoint; readonly goal: number } | null = null;

  const fresh = (): Waypoint => ({ world: replay(start, []), index: 0 });
  const advance = (waypoint: Waypoint, index: number): Waypoint => {
    for (const action of all.slice(waypoint.index, index)) perform(waypoint.world, action);
    waypoint.index = index;
    return waypoint;
  };
  const goals = (): readonly number[] => waypointsOf(all.length, current.index);
  /** Keeps one world before each goal's successor, and the one that has gone furthest. */
  const tidy = (): void => {
    const taken = new Set<number>();
    const places = goals();
    spares.sort((a, b) => a.index - b.index);
    spares = spares.filter((spare, at) => {
      const cell = places.findLast((place) => place <= spare.index) ?? 0;
      const isFirst = !taken.has(cell);
      taken.add(cell);
      return isFirst || at === spares.length - 1;
    });
  };
  const take = (candidates: readonly Waypoint[], index: number): Waypoint => {
    if (!Number.isInteger(index) || index < 0 || index > all.length) {
      throw new RangeError(`a run of ${all.length} actions has no point ${index}`);
    }
    const reachable = candidates.filter((candidate) => candidate.index <= index);
    const nearest = reachable.reduce<Waypoint | null>(
      (best, one) => (best === null || one.index > best.index ? one : best),
      null,
    );
    spares = spares.filter((spare) => spare !== nearest);
    return advance(nearest ?? fresh(), index);
  };
  const prepare = (actionsMax: number): boolean => {
    for (let left = actionsMax; left > 0;) {
      if (coming === null) {
        const places = goals();
        const missing = places.findLast((place, at) => {
          const end = places[at + 1] ?? Infinity;
          return !spares.some(({ index }) => index >= place && index < end);
        });
        if (missing === undefined) return false;
        coming = { waypoint: fresh(), goal: missing };
      }
      const { waypoint, goal } = coming;
      const next = Math.min(goal, waypoint.index + left);
      left -= Math.max(1, next - waypoint.index);
      advance(waypoint, next);
      if (waypoint.index < goal) continue;
      spares.push(waypoint);
      coming = null;
      tidy();
    }
    return true;
  };

  return {
    get actions() {
      return all;
    },
    get length() {
      return all.length;
    },
    get index() {
      return current.index;
    },
    get world() {
      return current.world;
    },
    act(action) {
      const performed = perform(current.world, action);
      if (performed.kind === "refused") return performed;
      const { index } = current;
      spares = spares.filter((spare) => spare.index <= index);
      if (coming !== null && coming.goal > index) coming = null;
      all = all.length === index ? all : all.slice(0, index);
      all.push(action);
      current.index = all.length;
      prepare(limits.preparedPerAction);
      return performed;
    },
    seek(index) {
      const old = current;
      current = take([...spares, old], index);
      if (current !== old) spares.push(old);
      tidy();
      prepare(limits.preparedPerSeek);
      return current.world;
    },
    worldAt(index) {
      if (index === current.index) return current.world;
      const waypoint = take(spares, index);
      spares.push(waypoint);
      return waypoint.world;
    },
    prepare,
  };
}

/**
 * The points of a run at which a world should stand ready, ascending: every 2^n actions, so that they stay where they
 * are as the run grows, and some closely before `index`. None for a short run.
 */
function waypointsOf(length: number, index: number): readonly number[] {
  if (length <= limits.shortRun) return [];
  let spread: number = limits.shortRun;
  while (length / spread > limits.spreadWaypointsMax) spread *= 2;
  const points = new Set<number>();
  for (let point = spread; point < length; point += spread) points.add(point);
  const { closeDistance, closeWaypoints } = limits;
  const last = Math.floor((index - 1) / closeDistance) * closeDistance;
  for (let count = 0; count < closeWaypoints; count++) {
    const point = last - count * closeDistance;
    if (point > 0) points.add(point);
  }
  return [...points].sort((a, b) => a - b);
}
