// Holds what is downloaded to its budgets. Sizes are gzip -9, in kB of 1000 bytes; the site must be built before.
// With `--json FILE` the rows go there as well.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";
import { build } from "vite";
import { firstPaint, holding, isChunkList } from "./size-graph.mjs";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const DIST = join(ROOT, "dist");
const ENGINE_BYTES_MAX = 20_000;
const FIRST_PAINT_BYTES_MAX = 90_000;
/** From bytes to smtpd: what decides about a connection, without the neighbours. */
const ENGINE_FOLDERS = [
  "bytes",
  "program",
  "trace",
  "cdb",
  "control",
  "rcpthosts",
  "tcprules",
  "tcpserver",
  "newmrh",
  "queue",
  "smtpd",
];

/**
 * One budget, or something that must not be in the first paint. `max` is null where only the latter counts.
 * @typedef {{ what: string, bytes: number | null, max: number | null, fault: string | null }} Row
 */

const rows = [await engineRow(), ...siteRows()];
print(rows);
const { values } = parseArgs({ options: { json: { type: "string" } } });
if (values.json !== undefined) writeFileSync(values.json, JSON.stringify(rows));
process.exitCode = rows.some((row) => row.fault !== null) ? 1 : 0;

/** @returns {Promise<Row>} */
async function engineRow() {
  const what = "engine, bytes to smtpd";
  const missing = ENGINE_FOLDERS.filter((name) => !existsSync(join(ROOT, "src/engine", name, "index.ts")));
  if (missing.length > 0) return fault(what, `no src/engine/{${missing.join(",")}}/index.ts`);
  const entry = "virtual:engine";
  const result = await build({
    root: ROOT,
    configFile: false,
    logLevel: "error",
    publicDir: false,
    plugins: [
      {
        name: "engine-entry",
        resolveId: (id) => (id === entry ? id : null),
        load: (id) =>
          id === entry
            ? ENGINE_FOLDERS.map((name) => `export * as ${name} from "/src/engine/${name}/index.ts";`).join(
                "\n",
              )
            : null,
      },
    ],
    // "oxc" minifies the white space of a library in ES format too.
    build: {
      write: false,
      target: "es2022",
      minify: "oxc",
      rolldownOptions: { input: entry, preserveEntrySignatures: "strict", output: { minify: true } },
    },
  });
  const outputs = Array.isArray(result) ? result : [result];
  const code = outputs.flatMap((output) =>
    "output" in output ? output.output.map((chunk) => (chunk.type === "chunk" ? chunk.code : "")) : [],
  );
  return budget(what, gzipBytes(code), ENGINE_BYTES_MAX);
}

/** @returns {Row[]} */
function siteRows() {
  const what = "lesson page, JavaScript of the first paint";
  const chunkFile = join(ROOT, "build/chunks.json");
  if (!existsSync(chunkFile) || !existsSync(DIST)) return [fault(what, "the site isn't built")];
  const chunks = parseChunks(readFileSync(chunkFile, "utf8"));
  const pages = readdirSync(DIST, { recursive: true, encoding: "utf8" })
    .filter((file) => posix.basename(file) === "index.html")
    .map((page) => ({
      page,
      files: firstPaint({ page, html: readFileSync(join(DIST, page), "utf8"), chunks }),
    }));
  const sized = pages
    .filter(({ page }) => page.startsWith("learn/"))
    .map(({ page, files }) => ({ page, bytes: sizeOf(files) }))
    .sort((one, other) => other.bytes - one.bytes);
  const heaviest = sized[0];
  const paint =
    heaviest === undefined
      ? fault(what, "no page under learn/")
      : budget(`${what}, at most`, heaviest.bytes, FIRST_PAINT_BYTES_MAX);
  const lazy = [
    { name: "@xterm/xterm", title: "xterm" },
    { name: "monaco-editor", title: "Monaco" },
    { name: "just-bash", title: "bash" },
  ].map(({ name, title }) => {
    const holders = holding(chunks, name);
    if (holders.length === 0) return fault(`${title}, on demand`, `no chunk holds ${name}`);
    const early = pages.find(({ files }) => files.some((file) => holders.includes(file)));
    const bytes = sizeOf(holders);
    const said = early === undefined ? null : `is in the first paint of ${early.page}`;
    return { what: `${title}, on demand`, bytes, max: null, fault: said };
  });
  return [paint, ...lazy];
}

/**
 * @param {string} json
 * @returns {import("./size-graph.mjs").Chunk[]}
 */
function parseChunks(json) {
  const value = /** @type {unknown} */ (JSON.parse(json));
  if (!isChunkList(value)) throw new Error("build/chunks.json isn't a list of chunks");
  return value;
}

/**
 * @param {readonly string[]} files in dist/
 * @returns {number}
 */
function sizeOf(files) {
  return gzipBytes(files.map((file) => readFileSync(join(DIST, file), "utf8")));
}

/**
 * Each file is compressed by itself, as it is on its way to a browser.
 * @param {readonly string[]} texts
 * @returns {number}
 */
function gzipBytes(texts) {
  return texts.reduce((sum, text) => sum + gzipSync(text, { level: 9 }).length, 0);
}

/**
 * @param {string} what
 * @param {number} bytes
 * @param {number} max
 * @returns {Row}
 */
function budget(what, bytes, max) {
  return { what, bytes, max, fault: bytes > max ? `over by ${kilobytes(bytes - max)}` : null };
}

/**
 * @param {string} what
 * @param {string} why
 * @returns {Row}
 */
function fault(what, why) {
  return { what, bytes: null, max: null, fault: why };
}

/** @param {readonly Row[]} table */
function print(table) {
  for (const { what, bytes, max, fault: why } of table) {
    const size = bytes === null ? "?" : kilobytes(bytes);
    const limit = max === null ? "" : `of ${kilobytes(max)}`;
    console.log(`${what.padEnd(52)} ${size.padStart(9)} ${limit.padEnd(12)} ${why ?? "ok"}`);
  }
}

/** @param {number} bytes */
function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
