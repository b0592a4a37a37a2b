export type { Place } from "./describe.ts";
export { default as WhyPane } from "./WhyPane.svelte";
