// The engine as one module for Node, built aside, so that what is measured is what is shipped.
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "vite";

const root = fileURLToPath(new URL("..", import.meta.url));

/** @returns {Promise<typeof import("./engine.ts")>} */
export async function bundleEngine() {
  const outDir = mkdtempSync(join(tmpdir(), "bench-"));
  await build({
    root,
    configFile: join(root, "vite.lab.config.ts"),
    logLevel: "error",
    build: { ssr: "bench/engine.ts", outDir, rolldownOptions: { output: { entryFileNames: "engine.mjs" } } },
  });
  /** @type {Promise<typeof import("./engine.ts")>} */
  const engine = import(pathToFileURL(join(outDir, "engine.mjs")).href);
  return engine;
}
