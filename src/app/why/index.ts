export { default as WhyPane } from "./WhyPane.svelte";
