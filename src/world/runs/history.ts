import type { Action } from "./action.ts";
import { copying, type KeptWorlds, type Point } from "../processes/index.ts";
import { perform, type Performed } from "./perform.ts";
import { replay, type Start } from "./run.ts";
import type { World } from "../world.ts";

/**
 * A run that one can go back and forth in. To go to a point it copies the nearest world before it that it has kept, and
 * replays the few actions between; until what copies worlds is here, all of them from the start.
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
  /** A run of its own that has done so many of the actions, and stands there. */
  fork(index: number): History;
}

/** A history that begins so and stands at its end. */
export function createHistory(start: Start, actions: readonly Action[] = []): History {
  const beginning = { world: replay(start, []), index: 0 };
  const history = historyOf(start, actions, copying()?.keptWorlds() ?? null, beginning);
  history.seek(actions.length);
  return history;
}

function historyOf(
  start: Start,
  actions: readonly Action[],
  worlds: KeptWorlds | null,
  reached: Point,
): History {
  let all = [...actions];
  let kept = worlds;
  let current = reached;

  const advance = ({ world, index }: Point, goal: number): Point => {
    kept?.keep({ world, index }, { goal, length: all.length });
    for (const [done, action] of all.slice(index, goal).entries()) {
      perform(world, action);
      kept?.keep({ world, index: index + done + 1 }, { goal, length: all.length });
    }
    return { world, index: goal };
  };
  const copyAt = (index: number): Point =>
    advance(kept?.copyFor(current, index) ?? { world: replay(start, []), index: 0 }, index);
  const check = (index: number): void => {
    if (!Number.isInteger(index) || index < 0 || index > all.length) {
      throw new RangeError(`a run of ${all.length} actions has no point ${index}`);
    }
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
      const { world, index } = current;
      const performed = perform(world, action);
      if (performed.kind === "refused") return performed;
      if (all.length > index) {
        all = all.slice(0, index);
        kept = kept?.upTo(index) ?? null;
      }
      all.push(action);
      current = { world, index: all.length };
      kept?.keep(current, { goal: all.length, length: all.length });
      return performed;
    },
    seek(index) {
      check(index);
      const canGoOn = index >= current.index && (kept?.latest(index) ?? 0) <= current.index;
      current = canGoOn ? advance(current, index) : copyAt(index);
      return current.world;
    },
    worldAt(index) {
      check(index);
      return (index === current.index ? current : copyAt(index)).world;
    },
    fork(index) {
      check(index);
      const reached = copyAt(index);
      return historyOf(start, all.slice(0, index), kept?.upTo(index) ?? null, reached);
    },
  };
}
