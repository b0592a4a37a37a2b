export { default as RelayMap } from "./RelayMap.svelte";
