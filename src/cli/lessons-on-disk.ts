import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import {
  compileLesson,
  compileSandbox,
  lessonFolders,
  type CompiledLesson,
  type LessonFiles,
  type Trouble,
} from "../course/authoring/index.ts";
import type { Lesson } from "../course/index.ts";

/** The text of every file under `folder`, by its path from there with "/" between its parts. */
function readLessonFiles(folder: string): LessonFiles {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return new Map(
    entries.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [relative(folder, path).split(sep).join("/"), readFileSync(path, "utf8")];
    }),
  );
}

/** Every lesson under `folder`, compiled, in the order of the course, and the sandbox; and all that is wrong with any. */
export function compileLessons(folder: string): {
  readonly lessons: readonly CompiledLesson[];
  /** Null if there's none. */
  readonly sandbox: Lesson | null;
  readonly troubles: readonly Trouble[];
} {
  const files = readLessonFiles(folder);
  const compiled = lessonFolders(files).map((name) => compileLesson(files, name));
  const sandbox = compileSandbox(files);
  return {
    lessons: compiled.flatMap((result) => (result.kind === "loaded" ? [result.value] : [])),
    sandbox: sandbox?.kind === "loaded" ? sandbox.value : null,
    troubles: [...compiled, sandbox].flatMap((result) => (result?.kind === "failed" ? result.troubles : [])),
  };
}

/**
 * The folder that holds the lessons: the one asked for, or ./lessons, or that of the project that this code belongs to.
 * Null if there's none.
 */
export function lessonsFolder(asked: string | null): string | null {
  if (asked !== null) return existsSync(asked) ? asked : null;
  if (existsSync(join("lessons", "worlds"))) return "lessons";
  // The bundle and the sources lie at different depths below the project's folder.
  let folder = dirname(fileURLToPath(import.meta.url));
  while (folder !== dirname(folder)) {
    const lessons = join(folder, "lessons");
    if (existsSync(join(lessons, "worlds"))) return lessons;
    folder = dirname(folder);
  }
  return null;
}

export type Found<T> =
  | { readonly kind: "found"; readonly value: T }
  /** `why`: complaints, one a line, with file and line where there are any. */
  | { readonly kind: "failed"; readonly why: readonly string[] };

/**
 * The lesson that is meant: a folder with a lesson.md in it, two below the folder of all lessons, or else a lesson's id.
 * `folder` is where ids are looked up; null if there's no such folder.
 */
export function findLesson(name: string, folder: string | null): Found<CompiledLesson> {
  if (existsSync(join(name, "lesson.md"))) {
    const path = resolve(name);
    const root = dirname(dirname(path));
    const compiled = compileLesson(readLessonFiles(root), `${basename(dirname(path))}/${basename(path)}`);
    return compiled.kind === "loaded"
      ? { kind: "found", value: compiled.value }
      : { kind: "failed", why: compiled.troubles.map(troubleText) };
  }
  if (folder === null) {
    return { kind: "failed", why: [`${name}: there's no folder of lessons here; --lessons DIR names one`] };
  }
  const { lessons, troubles } = compileLessons(folder);
  const found = lessons.find(({ lesson }) => lesson.id === name);
  if (found !== undefined) return { kind: "found", value: found };
  const ids = lessons.map(({ lesson }) => lesson.id).join(", ");
  const missing = `${name}: expected a lesson's id (${ids}) or a folder with a lesson.md in it`;
  return { kind: "failed", why: [missing, ...troubles.map(troubleText)] };
}

/** A trouble as one line: file, line, and what was expected. */
export function troubleText({ file, line, message }: Trouble): string {
  return `${file}:${String(line)}: ${message}`;
}
