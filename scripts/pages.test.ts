import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build, createServer } from "vite";
import { afterAll, beforeAll, expect, it } from "vitest";
import { pages } from "./pages.ts";

const root = mkdtempSync(join(tmpdir(), "pages-"));
const html = (title: string) =>
  `<!doctype html><html lang="en"><head><title>${title}</title><script type="module" src="/main.ts"></script></head></html>`;
const site = [
  { path: "", html: html("Front") },
  { path: "learn/first/", html: html("First") },
];
const config = { root, configFile: false, base: "./", appType: "mpa", logLevel: "error" } as const;

beforeAll(() => {
  mkdirSync(join(root, "dist"));
  writeFileSync(join(root, "main.ts"), "document.title += '!';\n");
});
afterAll(() => {
  rmSync(root, { recursive: true });
});

it("builds a file for each page, with addresses relative to where it is", async () => {
  await build({ ...config, plugins: [pages(() => site)] });
  const script = (page: string) =>
    /src="([^"]+)"/.exec(readFileSync(join(root, "dist", page), "utf8"))?.[1]?.replace(/-.*/, "");
  expect(script("index.html")).toBe("./assets/main");
  expect(script("learn/first/index.html")).toBe("../../assets/main");
});

it("serves each page while developing, as its text is now, and nothing else", async () => {
  let title = "Before";
  const server = await createServer({
    ...config,
    server: { host: "127.0.0.1", port: 0 },
    plugins: [pages(() => [{ path: "learn/first/", html: html(title) }])],
  });
  try {
    await server.listen();
    const address = server.resolvedUrls?.local[0] ?? "";
    const read = async (path: string) => {
      const response = await fetch(new URL(path, address));
      return `${response.status} ${/<title>(.*)<\/title>/.exec(await response.text())?.[1] ?? ""}`;
    };
    expect(await read("learn/first/?step=2")).toBe("200 Before");
    title = "After";
    expect(await read("learn/first/index.html")).toBe("200 After");
    expect(await read("learn/second/")).toBe("404 ");
  } finally {
    await server.close();
  }
});
