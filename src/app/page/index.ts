export { default as Later } from "./Later.svelte";
export { default as Tabs } from "./Tabs.svelte";
export { readTheme, showTheme } from "./theme.ts";
export { default as ThemeButton } from "./ThemeButton.svelte";
export { workerFailure } from "./worker-failure.ts";
