import { settle, type Settled } from "../processes/index.ts";
import type { BashStep } from "../bash-step.ts";
import type { World } from "../world.ts";

/** Lets the bash at a host's console do one step, and everything happen that follows from it. */
export function takeStep(world: World, host: string, step: BashStep): Settled {
  world.recordedSteps.get(host)?.push(step);
  return settle(world);
}
