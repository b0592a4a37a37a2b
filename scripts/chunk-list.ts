import { mkdirSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Plugin } from "vite";

/** Writes build/chunks.json: what each chunk of the site imports and which packages it holds, for scripts/sizes.mjs. */
export function chunkList(): Plugin {
  return {
    name: "chunk-list",
    apply: "build",
    writeBundle({ dir }, bundle) {
      // A build to elsewhere isn't the one that is measured.
      if (dir !== resolve("dist")) return;
      const chunks = Object.values(bundle).flatMap((chunk) =>
        chunk.type === "chunk"
          ? [{ file: chunk.fileName, imports: chunk.imports, packages: packagesOf(chunk.moduleIds) }]
          : [],
      );
      mkdirSync("build", { recursive: true });
      writeFileSync("build/chunks.json", `${JSON.stringify(chunks, null, 2)}\n`);
    },
  };
}

function packagesOf(moduleIds: readonly string[]): string[] {
  const names = moduleIds.map((id) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(id)?.[1]);
  return [...new Set(names.filter((name) => name !== undefined))].sort();
}
