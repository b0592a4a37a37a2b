import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = resolve(import.meta.dirname, "..");
const read = (file: string) => readFileSync(join(ROOT, file), "utf8");
const allOf = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((match) => match[1] ?? "");

describe("docs/dependencies.md", () => {
  it("has one line for each dependency, and no other", () => {
    const manifest = JSON.parse(read("package.json")) as Record<string, Record<string, string>>;
    const named = allOf(read("docs/dependencies.md"), /^\| `([^`]+)` +\|/gm);
    expect(named.sort()).toEqual(
      Object.keys({ ...manifest["dependencies"], ...manifest["devDependencies"] }).sort(),
    );
  });
});

describe("ARCHITECTURE.md", () => {
  const named = allOf(read("ARCHITECTURE.md"), /`((?:[\w-]+\/)+)`/g);

  it("names folders that exist", () => {
    const isFolder = (path: string) =>
      statSync(join(ROOT, path), { throwIfNoEntry: false })?.isDirectory() === true;
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((path) => !isFolder(path))).toEqual([]);
  });

  it("names every folder of src/", () => {
    const folders = readdirSync(join(ROOT, "src"), { withFileTypes: true });
    const paths = folders.filter((entry) => entry.isDirectory()).map(({ name }) => `src/${name}/`);
    expect(paths.filter((path) => !named.includes(path))).toEqual([]);
  });

  it("fits one screen", () => {
    expect(read("ARCHITECTURE.md").split("\n").length).toBeLessThanOrEqual(75);
  });
});

describe("every document", () => {
  const documents = ["ARCHITECTURE.md", "CONTRIBUTING.md", "README.md"].concat(
    readdirSync(join(ROOT, "docs"), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".md"))
      .map((file) => `docs/${file}`),
  );

  it.each(documents)("%s names files that exist", (document) => {
    const named = allOf(read(document), /`((?:src|lessons|tests|scripts|e2e|bench|docs)\/[\w./-]+)`/g);
    const isThere = (path: string) => statSync(join(ROOT, path), { throwIfNoEntry: false }) !== undefined;
    expect(named.filter((path) => !isThere(path))).toEqual([]);
  });
});
