import type { Action } from "./action.ts";
import { boot } from "./boot.ts";
import { perform } from "./perform.ts";
import type { FileOverlay, WorldFile } from "./world-file.ts";
import type { World } from "./world.ts";

/** Where a run begins: always the same world for the same start. */
export interface Start {
  readonly world: WorldFile;
  /** Files laid over the world's own. */
  readonly files: FileOverlay;
  /** What had been done before anybody looked; it leaves nothing on the consoles. */
  readonly setup: readonly Action[];
  /** What is already on the consoles when a learner comes. */
  readonly opening: readonly Action[];
}

/** The world as a start describes it. Throws if one of the start's own actions is refused: that's an author's bug. */
export function begin(start: Start): World {
  const world = boot(start.world, start.files);
  for (const action of start.setup) mustPerform(world, action);
  for (const state of world.consoles.values()) {
    state.entries.length = 0;
    state.bytesTotal = 0;
  }
  world.traces.clear();
  for (const action of start.opening) mustPerform(world, action);
  return world;
}

/** The world after a run: the same bytes, each time. */
export function replay(start: Start, actions: readonly Action[]): World {
  const world = begin(start);
  for (const action of actions) perform(world, action);
  return world;
}

function mustPerform(world: World, action: Action): void {
  const performed = perform(world, action);
  if (performed.kind === "done") return;
  const why = performed.kind === "busy" ? "it never ends" : performed.why;
  throw new Error(`the start can't do ${JSON.stringify(action)}: ${why}`);
}
