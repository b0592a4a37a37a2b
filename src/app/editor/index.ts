export type { EditorModel, Reveal } from "./model.ts";
export { default as FileEditor } from "./FileEditor.svelte";
