import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".ttf": "font/ttf",
};

/** A host that serves a built site from one of its folders, as any static host does. */
export interface StaticSite {
  /** Ends in "/". */
  readonly address: string;
  /** What was asked for and isn't there. */
  readonly missing: readonly string[];
  /** Serves another build from now on. */
  replace(folder: string): void;
  close(): void;
}

/** Serves `folder` at `prefix`, which begins and ends with "/". */
export async function serveSite(folder: string, prefix = "/"): Promise<StaticSite> {
  let served = folder;
  const missing: string[] = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const path = pathname.slice(prefix.length);
    const file = join(served, path === "" || path.endsWith("/") ? `${path}index.html` : path);
    if (!pathname.startsWith(prefix) || !existsSync(file) || !statSync(file).isFile()) {
      missing.push(pathname);
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { "Content-Type": types[extname(file)] ?? "application/octet-stream" });
    createReadStream(file).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const bound = server.address();
  const port = bound !== null && typeof bound === "object" ? bound.port : 0;
  return {
    address: `http://127.0.0.1:${port}${prefix}`,
    missing,
    replace: (other) => {
      served = other;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
