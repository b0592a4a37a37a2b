import { resolve } from "node:path";
import type { Plugin } from "vite";
import { compileLessons } from "../src/cli/lessons-on-disk.ts";

const PREFIX = "virtual:lesson/";

/** Makes the module `virtual:lesson/<id>` of each lesson's folder: it exports `lesson`, compiled. */
export function lessonModules(): Plugin {
  let folder = resolve("lessons");
  return {
    name: "lesson-modules",
    configResolved({ root }) {
      folder = resolve(root, "lessons");
    },
    resolveId: (id) => (id.startsWith(PREFIX) ? `\0${id}` : null),
    load(id) {
      if (!id.startsWith(`\0${PREFIX}`)) return null;
      const name = id.slice(PREFIX.length + 1);
      const { lessons, sandbox, troubles } = compileLessons(folder);
      const all = [...lessons.map(({ lesson }) => lesson), ...(sandbox === null ? [] : [sandbox])];
      const found = all.find(({ id }) => id === name);
      if (found !== undefined) return `export const lesson = ${JSON.stringify(found)};`;
      const reasons = troubles.map(({ file, line, message }) => `${file}:${String(line)}: ${message}`);
      throw new Error([`there is no lesson ${name}`, ...reasons].join("\n"));
    },
    configureServer(server) {
      server.watcher.add(folder);
      server.watcher.on("all", (_event, file) => {
        if (!file.startsWith(folder)) return;
        server.moduleGraph.invalidateAll();
        server.ws.send({ type: "full-reload" });
      });
    },
  };
}
