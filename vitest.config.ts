import { defineConfig } from "vitest/config";
import { contentPlugins } from "./scripts/site.ts";

// Apart from vite.config.ts, since unit tests run in Node and need no Svelte, CSS or pages: what a browser must show
// is told in e2e/. Runes in *.svelte.ts files are Svelte's own, so such state is tested there too.
export default defineConfig({
  plugins: contentPlugins(),
  test: {
    environment: "node",
    setupFiles: ["src/world/programs/more.ts"],
    include: ["src/**/*.test.ts", "scripts/**/*.test.ts", "scripts/**/*.test.mjs", "tests/**/*.test.ts"],
    testTimeout: 20_000,
    allowOnly: false,
  },
});
