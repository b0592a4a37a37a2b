export { compileLesson, lessonFolders, type CompiledLesson, type LessonFiles } from "./compile-lesson.ts";
export { verifyLesson, type Proof } from "./verify-lesson.ts";
export { loadYaml, type Loaded, type Trouble } from "./yaml-source.ts";
