export type { FixStep } from "./draft.ts";
export type { EditSize } from "./line-edits.ts";
export { obstacleWords, type FixObstacle } from "./obstacle.ts";
export type { SideEffect, SideEffectKind } from "./side-effects.ts";
export { applySmallestFix, smallestFix, type CandidateFix, type SmallestFix } from "./smallest-fix.ts";
export type { Wanted } from "./wanted.ts";
