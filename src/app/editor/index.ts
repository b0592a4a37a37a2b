export { toEditorText } from "./editor-text.ts";
export type { EditorModel, Reveal } from "./model.ts";
export { default as FileEditor } from "./FileEditor.svelte";
