import type { Action } from "./action.ts";
import { boot } from "./boot.ts";
import { clearConsole } from "../console/index.ts";
import { perform } from "./perform.ts";
import type { FileOverlay, WorldFile } from "../world-file.ts";
import type { World } from "../world.ts";

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

export type Begun =
  | { readonly kind: "begun"; readonly world: World }
  /** `why` tells which file can't be written or which action can't be done. */
  | { readonly kind: "failed"; readonly why: string };

/** The world as a start describes it. */
export function begin(start: Start): Begun {
  const booted = boot(start.world, start.files);
  if (booted.kind === "failed") return booted;
  const { world } = booted;
  const trouble = performAll(world, start.setup);
  if (trouble !== null) return { kind: "failed", why: trouble };
  for (const state of world.consoles.values()) clearConsole(state);
  world.traces.clear();
  world.opened.length = 0;
  const why = performAll(world, start.opening);
  return why === null ? { kind: "begun", world } : { kind: "failed", why };
}

/**
 * The world after a run: the same bytes, each time. An action that is refused changes nothing. Throws for a start that
 * can't be made, which whoever made the start has let pass.
 */
export function replay(start: Start, actions: readonly Action[]): World {
  const begun = begin(start);
  if (begun.kind === "failed") throw new Error(begun.why);
  for (const action of actions) perform(begun.world, action);
  return begun.world;
}

function performAll(world: World, actions: readonly Action[]): string | null {
  for (const action of actions) {
    const performed = perform(world, action);
    if (performed.kind === "done") continue;
    const why = performed.kind === "busy" ? "it never ends" : performed.why;
    return `the start can't do ${JSON.stringify(action)}: ${why}`;
  }
  return null;
}
