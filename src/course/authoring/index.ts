export { compileLesson, lessonFolders, type CompiledLesson, type LessonFiles } from "./compile-lesson.ts";
export { verifyLesson, type Proof } from "./verify-lesson.ts";
export type { Loaded, Trouble } from "./yaml-source.ts";
