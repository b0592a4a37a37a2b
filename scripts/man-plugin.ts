import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Plugin } from "vite";

const NAME = "virtual:man-pages";
const FOLDER = "src/world/programs/man/pages";

/** Makes the module `virtual:man-pages` of the pages' folder: it exports `pages`, each file's text by its name. */
export function manPages(): Plugin {
  let folder = resolve(FOLDER);
  return {
    name: "man-pages",
    configResolved({ root }) {
      folder = resolve(root, FOLDER);
    },
    resolveId: (id) => (id === NAME ? `\0${id}` : null),
    load(id) {
      if (id !== `\0${NAME}`) return null;
      const names = readdirSync(folder).sort();
      for (const name of names) this.addWatchFile(join(folder, name));
      const texts = names.map((name) => [name, readFileSync(join(folder, name), "utf8")]);
      return `export const pages = ${JSON.stringify(Object.fromEntries(texts))};`;
    },
  };
}
