export type { FileView } from "./file-view.svelte.ts";
export { LessonRun, type FocusedReply, type PlaceInFile } from "./lesson-run.svelte.ts";
export { readKeptView, type KeptView } from "./kept-view.ts";
export { openSavedRuns } from "./saved-runs.ts";
