import { defineConfig } from "vite";
import { contentPlugins } from "./scripts/site.ts";

// The `lab` command as one file for Node: no node_modules at run time. Built by scripts/build-lab.mjs.
export default defineConfig({
  logLevel: "warn",
  publicDir: false,
  plugins: contentPlugins(),
  ssr: { noExternal: true, target: "node" },
  build: {
    ssr: "src/cli/lab.ts",
    target: "node20",
    minify: false,
    emptyOutDir: false,
    rolldownOptions: {
      output: { format: "es", entryFileNames: "lab.js", codeSplitting: false, banner: "#!/usr/bin/env node" },
    },
  },
});
