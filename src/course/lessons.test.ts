import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { compileLesson, lessonFolders, verifyLesson } from "./authoring/index.ts";

const root = new URL("../../lessons", import.meta.url).pathname;
const files = new Map(
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [relative(root, path), readFileSync(path, "utf8")] as const;
    }),
);

describe.each(lessonFolders(files))("lesson %s", (folder) => {
  const compiled = compileLesson(files, folder);
  it("compiles", () => {
    expect(compiled).toMatchObject({ kind: "loaded" });
  });
  if (compiled.kind !== "loaded") return;
  for (const { name, failure } of verifyLesson(compiled.value)) {
    it(name, () => {
      expect(failure).toBeNull();
    });
  }
});
