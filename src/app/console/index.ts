export type { ConsoleCompletion, ConsoleModel, TranscriptEntry } from "./model.ts";
export { History } from "./history.ts";
export { LineBuffer } from "./line-buffer.ts";
export { Transcript } from "./transcript.ts";
export { visible } from "./visible.ts";
export { default as Terminal } from "./Terminal.svelte";
export { default as TranscriptLog } from "./TranscriptLog.svelte";
