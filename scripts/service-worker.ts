import { serwist } from "@serwist/vite";
import type { Plugin } from "vite";

/**
 * Makes service-worker.js beside the pages, which keeps every file of the site in a browser (src/app/offline/). There's none
 * in development.
 */
export function serviceWorker(): Plugin[] {
  return serwist({
    swSrc: "src/app/offline/service-worker.ts",
    swDest: "service-worker.js",
    // Set below, when it's known.
    globDirectory: "dist",
    globPatterns: ["**/*"],
    globIgnores: ["service-worker.js", "**/*.map"],
    // Monaco is the largest with some 3.4 MB.
    maximumFileSizeToCacheInBytes: 8_000_000,
    injectionPoint: "self.__SW_MANIFEST",
    rollupFormat: "iife",
    integration: {
      configureOptions(config, options) {
        options.globDirectory = config.build.outDir;
      },
    },
  });
}
