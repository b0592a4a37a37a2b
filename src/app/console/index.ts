export type { ConsoleCompletion, ConsoleModel, TranscriptEntry } from "./model.ts";
export { LineBuffer } from "./line-buffer.ts";
export { Transcript } from "./transcript.ts";
export { default as Terminal } from "./Terminal.svelte";
export { default as TranscriptLog } from "./TranscriptLog.svelte";
export { visible } from "./visible.ts";
