import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import {
  compileLesson,
  lessonFolders,
  type CompiledLesson,
  type Trouble,
} from "../src/course/authoring/index.ts";

/** The text of every file under `folder`, by its path from there with "/" between its parts. */
function readLessonFiles(folder: string): ReadonlyMap<string, string> {
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

/** Every lesson under `folder`, compiled, in the order of the course; and all that is wrong with any of them. */
export function compileLessons(folder: string): {
  readonly lessons: readonly CompiledLesson[];
  readonly troubles: readonly Trouble[];
} {
  const files = readLessonFiles(folder);
  const compiled = lessonFolders(files).map((name) => compileLesson(files, name));
  return {
    lessons: compiled.flatMap((result) => (result.kind === "loaded" ? [result.value] : [])),
    troubles: compiled.flatMap((result) => (result.kind === "failed" ? result.troubles : [])),
  };
}
