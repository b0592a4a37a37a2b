import type { World } from "../world.ts";

/** What may stand in place of a line's text from `from` to the cursor. */
export interface Completion {
  readonly from: number;
  readonly candidates: readonly string[];
}

/** What Tab may complete on a host's command line: commands, their options, files. Null if nothing fits. */
export type Complete = (world: World, hostId: string, text: string, cursor: number) => Completion | null;

let brought: Complete | null = null;

/** Brings completion, which a page doesn't have at its first paint. */
export function bringCompletion(complete: Complete): void {
  brought = complete;
}

/** As {@link Complete}; nothing fits as long as it hasn't been brought. */
export const complete: Complete = (...line) => brought?.(...line) ?? null;
