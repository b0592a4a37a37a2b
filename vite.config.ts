import { resolve } from "node:path";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vite";
import { chunkList } from "./scripts/chunk-list.ts";
import { pages } from "./scripts/pages.ts";
import { serviceWorker } from "./scripts/service-worker.ts";
import { contentPlugins, sitePages } from "./scripts/site.ts";

export default defineConfig({
  // Relative addresses, so that dist/ works from any sub-path and from inside a zip.
  base: "./",
  // An address that isn't a page is an error, not the front page.
  appType: "mpa",
  // just-bash imports it for gzip, which is none of the programs that our hosts have.
  resolve: { alias: { "node:zlib": resolve("src/app/bash/zlib-stand-in.ts") } },
  plugins: [svelte(), ...contentPlugins(), pages(sitePages), chunkList(), serviceWorker()],
  // Pages may be generated, so the packages to prepare for development are found from the scripts that they name.
  // Workers fetch parts of theirs later too.
  worker: { format: "es" },
  optimizeDeps: { entries: ["src/{app,embed,instructor}/**/main.ts"] },
  build: {
    outDir: "dist",
    target: "es2022",
    // Monaco is one chunk of several megabytes by nature; scripts/sizes.mjs holds the budgets that count.
    chunkSizeWarningLimit: 5000,
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        // What the first paint has and parts that come later need too would else be cut into small chunks by who shares
        // it, which compress worse. The folders left out are for later parts; the number is the one with the smallest first paint.
        codeSplitting: {
          groups: [
            {
              name: "world",
              test: /\/src\/(engine(?!\/(dns|newmrh|tcprules|send|sgetopt)\/)|world)\//,
              minShareCount: 3,
            },
          ],
        },
      },
      treeshake: {
        // Importing a pure module does nothing by itself, so what a page doesn't use of an index.ts needn't be there.
        moduleSideEffects: [
          { test: /\/src\/world\/programs\/more\.ts$/, sideEffects: true },
          { test: /\/src\/(engine|world|audit|course|languages)\//, sideEffects: false },
        ],
      },
    },
  },
});
