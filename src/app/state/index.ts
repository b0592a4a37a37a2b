export type { FileView } from "./file-view.svelte.ts";
export { LessonRun, type FocusedReply, type PlaceInFile } from "./lesson-run.svelte.ts";
export { openSavedRuns } from "./saved-runs.ts";
