export { compileLesson, lessonFolders, type CompiledLesson, type LessonFiles } from "./compile-lesson.ts";
export { compileSandbox } from "./compile-sandbox.ts";
export { loadWorld } from "./load-world.ts";
export { loadRun, type RunOnFile } from "./run-file.ts";
export { verifyLesson, type Proof } from "./verify-lesson.ts";
export type { Loaded, Trouble } from "./yaml-source.ts";
