// `npm test [PART...]`: runs every part, or those named, in order, and goes on after one that fails. The last line of
// its output is the count of all tests. Each test of Vitest and Playwright counts, each budget of the sizes, and each
// run of another tool.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureChromium } from "./chromium.mjs";
import { NONE, add, countOf, summary } from "./test-count.mjs";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const REPORTS = join(ROOT, "build", "reports");
const PURE_FOLDERS = ["src/engine", "src/world", "src/audit", "src/course"];

/**
 * One command of a part. `report` says whose report tells how many tests it ran; without it the run itself is one test.
 * @typedef {object} Step
 * @property {string} name
 * @property {string} tool a command of node_modules/.bin, or "node"
 * @property {string[]} args
 * @property {import("./test-count.mjs").Report} [report]
 * @property {() => Prepared} [prepare]
 */
/** @typedef {{ env: Record<string, string> } | { fault: string }} Prepared */

/** @type {Readonly<Record<string, readonly Step[]>>} */
const PARTS = {
  format: [{ name: "prettier", tool: "prettier", args: ["--check", "--log-level", "warn", "."] }],
  lint: [{ name: "eslint", tool: "eslint", args: ["--max-warnings", "0", "."] }],
  types: [
    { name: "all", tool: "tsc", args: ["-p", "."] },
    ...PURE_FOLDERS.filter((folder) => existsSync(join(ROOT, folder))).map((folder) => ({
      name: folder,
      tool: "tsc",
      args: ["-p", folder],
    })),
    {
      name: "svelte-check",
      tool: "svelte-check",
      args: ["--tsconfig", "./tsconfig.json", "--fail-on-warnings"],
    },
  ],
  boundaries: [
    {
      name: "dependency-cruiser",
      tool: "depcruise",
      args: ["--config", ".dependency-cruiser.cjs", "src", "scripts", "tests"],
    },
    { name: "knip", tool: "knip", args: [] },
  ],
  unit: [
    {
      name: "vitest",
      tool: "vitest",
      args: [
        "run",
        "--reporter=default",
        "--reporter=json",
        `--outputFile.json=${join(REPORTS, "vitest.json")}`,
      ],
      report: { kind: "vitest", file: join(REPORTS, "vitest.json") },
    },
  ],
  build: [
    { name: "site", tool: "vite", args: ["build", "--logLevel", "warn"] },
    { name: "lab", tool: "node", args: ["scripts/build-lab.mjs"] },
  ],
  sizes: [
    {
      name: "sizes",
      tool: "node",
      args: ["scripts/sizes.mjs", "--json", join(REPORTS, "sizes.json")],
      report: { kind: "sizes", file: join(REPORTS, "sizes.json") },
    },
  ],
  e2e: [
    {
      name: "playwright",
      tool: "playwright",
      args: ["test", "--reporter=list,json"],
      report: { kind: "playwright", file: join(REPORTS, "playwright.json") },
      prepare: () => {
        const found = ensureChromium();
        if ("advice" in found) return { fault: found.advice };
        const file = join(REPORTS, "playwright.json");
        return { env: { CHROMIUM_PATH: found.path, PLAYWRIGHT_JSON_OUTPUT_FILE: file } };
      },
    },
  ],
};

/** Parts whose output is worth reading when they pass, too. */
const TALKATIVE = ["sizes"];

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => PARTS[name] === undefined);
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(", ")}. The parts are ${Object.keys(PARTS).join(", ")}.`);
  process.exit(2);
}

mkdirSync(REPORTS, { recursive: true });
let total = NONE;
for (const [part, steps] of Object.entries(PARTS)) {
  if (asked.length > 0 && !asked.includes(part)) continue;
  for (const step of steps) total = add(total, await runStep(part, step));
}
console.log(summary(total));
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;

/**
 * @param {string} part
 * @param {Step} step
 * @returns {Promise<import("./test-count.mjs").Count>}
 */
async function runStep(part, step) {
  const title = part === step.name ? part : `${part}: ${step.name}`;
  process.stdout.write(`${title.padEnd(32)} `);
  const started = performance.now();
  if (step.report !== undefined) rmSync(step.report.file, { force: true });
  const prepared = step.prepare?.() ?? { env: {} };
  const { code, output } =
    "fault" in prepared ? { code: 1, output: `${prepared.fault}\n` } : await run(step, prepared.env);
  const json =
    step.report !== undefined && existsSync(step.report.file) ? readFileSync(step.report.file, "utf8") : null;
  const count = countOf({ code, report: step.report?.kind ?? null, json });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${count.failed > 0 ? "FAILED" : "ok"}  ${summary(count)}  ${seconds} s`);
  if (count.failed > 0 || TALKATIVE.includes(part)) console.log(output.replace(/^/gm, "  ").trimEnd());
  return count;
}

/**
 * @param {Step} step
 * @param {Record<string, string>} env
 * @returns {Promise<{ code: number, output: string }>} all that it said, in the order in which it came
 */
function run(step, env) {
  const command = step.tool === "node" ? process.execPath : join(ROOT, "node_modules", ".bin", step.tool);
  const child = spawn(command, step.args, {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...env, NO_COLOR: "1", FORCE_COLOR: undefined },
  });
  /** @type {Buffer[]} */
  const said = [];
  const keep = (/** @type {Buffer} */ bytes) => {
    said.push(bytes);
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  return new Promise((resolve) => {
    child.on("error", (error) => {
      resolve({ code: 127, output: error.message });
    });
    child.on("close", (code) => {
      resolve({ code: code ?? 1, output: Buffer.concat(said).toString() });
    });
  });
}
