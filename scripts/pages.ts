import { resolve } from "node:path";
import type { Plugin, ViteDevServer } from "vite";

/** One page of the site. */
export interface Page {
  /** Where it is, relative to the site's front page: "" is that page itself, others end in "/". */
  readonly path: string;
  /** A whole HTML document; addresses that start with "/" are relative to the project's folder ("/src/app/main.ts"). */
  readonly html: string;
}

/** Makes a real HTML file of every page, in the build and in the development server, whatever made its text. */
export function pages(list: () => readonly Page[]): Plugin {
  let root = process.cwd();
  const fileOf = (page: Page) => resolve(root, page.path, "index.html");
  const pageAt = (file: string) => list().find((page) => fileOf(page) === file);
  return {
    name: "pages",
    enforce: "pre",
    config(config) {
      root = resolve(config.root ?? ".");
      return { build: { rolldownOptions: { input: list().map(fileOf) } } };
    },
    resolveId(id) {
      return id.endsWith("index.html") && pageAt(id) !== undefined ? id : null;
    },
    load(id) {
      return id.endsWith("index.html") ? (pageAt(id)?.html ?? null) : null;
    },
    configureServer(server) {
      serve(server, list);
    },
  };
}

function serve(server: ViteDevServer, list: () => readonly Page[]): void {
  server.watcher.on("change", (file) => {
    if (file.endsWith("index.html")) server.ws.send({ type: "full-reload" });
  });
  server.middlewares.use((request, response, next) => {
    const path = (request.url ?? "/").replace(/[?#].*$/, "");
    const page = list().find(
      (candidate) => `/${candidate.path}` === path || `/${candidate.path}index.html` === path,
    );
    if (page === undefined) {
      next();
      return;
    }
    server.transformIndexHtml(`/${page.path}index.html`, page.html, request.originalUrl).then(
      (html) => {
        response.setHeader("Content-Type", "text/html; charset=utf-8");
        response.end(html);
      },
      (error: unknown) => {
        next(error);
      },
    );
  });
}
