import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";
import type { Page } from "./pages.ts";

const PAGES_FOLDER = "src/app/pages";

/**
 * Plugins that make modules from content (lessons, worlds), wherever code is bundled or run: the site, the `lab`
 * command and the unit tests. It's called once for each of them. A plugin may import from src/course/.
 */
export function contentPlugins(): Plugin[] {
  return [];
}

/**
 * Every page of the site, read afresh on each call: the files src/app/pages/<path>/index.html, each at its path.
 * Pages that are generated, such as one for each lesson, are to be appended here.
 */
export function sitePages(): readonly Page[] {
  if (!existsSync(PAGES_FOLDER)) return [];
  return readdirSync(PAGES_FOLDER, { recursive: true, encoding: "utf8" })
    .filter((file) => /(^|\/)index\.html$/.test(file))
    .sort()
    .map((file) => ({
      path: file.slice(0, -"index.html".length),
      html: readFileSync(join(PAGES_FOLDER, file), "utf8"),
    }));
}
