import type { Process, WorldWait } from "../process.ts";
import type { World } from "../world.ts";

/** A bash that waits to be told what it does. */
export interface WaitingBash {
  readonly process: Process;
  /** What was asked of it, and what came of its last step. */
  readonly wait: Extract<WorldWait, { kind: "recorded" }>;
}

/** The bash at a host's console that waits for its next step; null if there is none. */
export function waitingBash(world: World, host: string): WaitingBash | null {
  for (const process of world.processes.values()) {
    const { wait } = process;
    if (process.host.id === host && process.ended === null && wait?.kind === "recorded")
      return { process, wait };
  }
  return null;
}
