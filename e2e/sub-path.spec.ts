import { createReadStream, existsSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { expect } from "@playwright/test";
import { Lab, mailToBob, refusal, test } from "./lab.ts";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".ttf": "font/ttf",
};

test("the built site works from a folder below another host's root", async ({ page }) => {
  const missing: string[] = [];
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://localhost").pathname;
    const prefix = "/parent/deep/";
    const file = join(
      "dist",
      path.endsWith("/") ? `${path.slice(prefix.length)}index.html` : path.slice(prefix.length),
    );
    if (!path.startsWith(prefix) || !existsSync(file) || !statSync(file).isFile()) {
      missing.push(path);
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { "Content-Type": types[extname(file)] ?? "application/octet-stream" });
    createReadStream(file).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  try {
    const lab = new Lab(page);
    await page.goto(`http://127.0.0.1:${port}/parent/deep/learn/first-553/`);
    await lab.terminalReady();
    await lab.monaco("rcpthosts");
    await lab.type(...mailToBob);
    await expect(lab.transcript("ann")).toContainText(refusal);
    expect(missing).toEqual([]);
  } finally {
    server.close();
  }
});
