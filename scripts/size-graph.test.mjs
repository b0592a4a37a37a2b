import { expect, it } from "vitest";
import { firstPaint, holding } from "./size-graph.mjs";

const chunks = [
  { file: "assets/main.js", imports: ["assets/svelte.js"], packages: [] },
  { file: "assets/svelte.js", imports: ["assets/main.js"], packages: ["svelte"] },
  { file: "assets/console.js", imports: ["assets/svelte.js"], packages: ["@xterm/xterm"] },
  { file: "assets/early.js", imports: [], packages: [] },
];
const html = `<link rel="modulepreload" href="../../assets/early.js"><link rel="stylesheet" href="../../assets/a.css">
<script type="module" crossorigin src="../../assets/main.js"></script>`;

it("follows static imports from the scripts that the page names, round a cycle too", () => {
  expect(firstPaint({ page: "learn/first/index.html", html, chunks })).toEqual([
    "assets/early.js",
    "assets/main.js",
    "assets/svelte.js",
  ]);
});

it("knows which chunks hold a package", () => {
  expect(holding(chunks, "@xterm/xterm")).toEqual(["assets/console.js"]);
});
