import { resolve } from "node:path";
import type { Plugin } from "vite";
import { compileLessons } from "../src/cli/lessons-on-disk.ts";

const PREFIX = "virtual:lesson/";
const ANSWERS = "virtual:lesson-answers/";

/**
 * Makes two modules of each lesson's folder, compiled: `virtual:lesson/<id>`, which exports the `lesson` without its
 * answers, and what fetches those from `virtual:lesson-answers/<id>`.
 */
export function lessonModules(): Plugin {
  let folder = resolve("lessons");
  return {
    name: "lesson-modules",
    configResolved({ root }) {
      folder = resolve(root, "lessons");
    },
    resolveId: (id) => (id.startsWith(PREFIX) || id.startsWith(ANSWERS) ? `\0${id}` : null),
    load(id) {
      const prefix = [PREFIX, ANSWERS].find((one) => id.startsWith(`\0${one}`));
      if (prefix === undefined) return null;
      const name = id.slice(prefix.length + 1);
      const { lessons, sandbox, troubles } = compileLessons(folder);
      const all = [...lessons.map(({ lesson }) => lesson), ...(sandbox === null ? [] : [sandbox])];
      const found = all.find(({ id }) => id === name);
      if (found !== undefined) {
        const { mistakes, solution, ...lesson } = found;
        if (prefix === ANSWERS) return `export const answers = ${JSON.stringify({ mistakes, solution })};`;
        return `export const lesson = ${JSON.stringify(lesson)};
          export const fetchAnswers = async () => (await import("${ANSWERS}${name}")).answers;`;
      }
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
