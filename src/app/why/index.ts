export { decisionsOf } from "./decisions.ts";
export { default as DecisionList } from "./DecisionList.svelte";
export type { Place } from "./describe.ts";
export { lineOfKey } from "./line-of-key.ts";
