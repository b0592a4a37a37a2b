export { readTheme, showTheme } from "./theme.ts";
export { default as Workbench } from "./Workbench.svelte";
