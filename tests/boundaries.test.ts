import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, describe, expect, it } from "vitest";

// Each fence is shown to bite, on a small project that breaks every rule once, and to let through what it should.

const ROOT = resolve(import.meta.dirname, "..");

const FILES: Readonly<Record<string, string>> = {
  "src/engine/bytes/index.ts": "export const byte = 1;",
  "src/engine/bytes/inner.ts": "export const inner = 1;",
  "src/engine/cdb/index.ts": 'export { byte } from "../bytes/index.ts";',
  "src/engine/cdb/deep.ts": 'export { inner } from "../bytes/inner.ts";',
  "src/engine/up.ts": 'export { world } from "../world/index.ts";',
  "src/engine/up.test.ts":
    'export { world } from "../world/index.ts";\nexport { inner } from "./bytes/inner.ts";',
  "src/engine/package.ts": 'export { get } from "idb-keyval";',
  "src/engine/type-of-package.ts": 'export type { Store } from "idb-keyval";',
  "src/world/index.ts": 'export { byte as world } from "../engine/bytes/index.ts";',
  "src/world/deep.ts": 'export { inner } from "../engine/bytes/inner.ts";',
  "src/world/down.ts": 'export { program } from "./programs/cat.ts";',
  "src/world/programs/cat.ts": 'export { world as program } from "../index.ts";',
  "src/world/system.ts": 'export { readFileSync } from "node:fs";',
  "src/world/checked.ts": 'export { course } from "../course/index.ts";',
  "src/audit/index.ts": 'export { byte as audit } from "../engine/bytes/index.ts";',
  "src/audit/up.ts": 'export { world } from "../world/index.ts";',
  "src/course/index.ts": 'import "../audit/index.ts";\nexport { world as course } from "../world/index.ts";',
  "src/course/up.ts": 'export { app } from "../app/index.ts";',
  "src/course/one.ts": 'export { other } from "./other.ts";',
  "src/course/other.ts": 'import "./one.ts";\nexport const other = 1;',
  "src/course/nowhere.ts": 'export { nothing } from "./nothing.ts";',
  "src/languages/index.ts": 'export type { editor } from "monaco-editor";',
  "src/languages/monaco.ts": 'export { editor } from "monaco-editor";',
  "src/languages/up.ts": 'export { course } from "../course/index.ts";',
  "src/app/index.ts":
    'import "../languages/index.ts";\nimport "svelte";\nexport { course as app } from "../course/index.ts";',
  "src/app/script.ts": 'export { tool } from "../../scripts/tool.ts";',
  "src/embed/up.ts": 'export { app } from "../app/index.ts";',
  "src/instructor/screen.ts": 'export { mount } from "svelte";',
  "src/cli/lab.ts":
    'import "node:fs";\nimport "../engine/bytes/index.ts";\nexport { course } from "../course/index.ts";',
  "src/helpers/index.ts": 'export { byte } from "../engine/bytes/index.ts";',
  "scripts/tool.ts": 'export { course as tool } from "../src/course/index.ts";',
  "scripts/app.ts": 'export { app } from "../src/app/index.ts";',
};

const folder = mkdtempSync(join(tmpdir(), "boundaries-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function violations(): string[] {
  for (const [file, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), `${text}\n`);
  }
  for (const file of ["tsconfig.json", ".dependency-cruiser.cjs", "package.json"]) {
    copyFileSync(join(ROOT, file), join(folder, file));
  }
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [
      join(ROOT, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs"),
      ...["--config", ".dependency-cruiser.cjs", "--output-type", "json", "src", "scripts"],
    ],
    { cwd: folder, encoding: "utf8", maxBuffer: 2 ** 26 },
  );
  if (stdout === "") throw new Error(stderr);
  const { summary } = JSON.parse(stdout) as {
    summary: { violations: { from: string; rule: { name: string } }[] };
  };
  return summary.violations.map(({ from, rule }) => `${from} ${rule.name}`).sort();
}

describe("the arrows between folders", () => {
  it("are broken by each wrong import, and by nothing else", () => {
    expect(violations()).toEqual([
      "scripts/app.ts scripts-pure-only",
      "src/app/script.ts src-on-its-own",
      "src/audit/up.ts arrow-audit",
      "src/course/nowhere.ts unresolvable",
      "src/course/one.ts circular",
      "src/course/up.ts arrow-course",
      "src/embed/up.ts arrow-embed",
      "src/engine/cdb/deep.ts deep-import-within",
      "src/engine/package.ts engine-without-packages",
      "src/engine/type-of-package.ts engine-without-packages",
      "src/engine/up.ts arrow-engine",
      "src/helpers/index.ts known-folder",
      "src/instructor/screen.ts screen-only-in-app",
      "src/languages/monaco.ts screen-types-only-in-languages",
      "src/languages/up.ts arrow-languages",
      "src/world/checked.ts arrow-world",
      "src/world/deep.ts deep-import-across",
      "src/world/down.ts deep-import-down",
      "src/world/system.ts node-only-in-cli",
    ]);
  });
});
