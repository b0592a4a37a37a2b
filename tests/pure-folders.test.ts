import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import ts from "typescript";
import { afterAll, describe, expect, it } from "vitest";

const ROOT = resolve(import.meta.dirname, "..");
const OUTSIDE = ["document", "window", "process", "Buffer", "TextDecoder", "setTimeout", "fetch", "console"];

const folder = mkdtempSync(join(tmpdir(), "pure-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function undefinedNames(project: string): string[] {
  const file = join(folder, "outside.ts");
  writeFileSync(file, `export const all = [Map, ${OUTSIDE.join(", ")}];\n`);
  const config: unknown = ts.readConfigFile(join(ROOT, project, "tsconfig.json"), (path) =>
    ts.sys.readFile(path),
  ).config;
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, join(ROOT, project));
  const program = ts.createProgram([file], options);
  return ts
    .getPreEmitDiagnostics(program)
    .map(
      ({ messageText }) => /name '(\w+)'/.exec(ts.flattenDiagnosticMessageText(messageText, " "))?.[1] ?? "",
    )
    .sort();
}

describe("the pure folders", () => {
  it.each(["src/engine", "src/world", "src/audit", "src/course"])(
    "%s compiles without a DOM and without Node",
    (project) => {
      expect(existsSync(join(ROOT, project, "tsconfig.json"))).toBe(true);
      expect(undefinedNames(project)).toEqual([...OUTSIDE].sort());
    },
  );
});
