// What `npm run lab` runs: bundles the command if it's missing or stale, then becomes it, in this same process, so that
// standard input, output and the exit code are its own. Nothing here may write to standard output.
import { spawnSync } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bundle = join(root, "build", "lab.js");
const SOURCES = [
  "src/engine",
  "src/world",
  "src/course",
  "src/audit",
  "src/cli",
  "lessons",
  "scripts",
  "vite.lab.config.ts",
  "package-lock.json",
];

if (SOURCES.some((source) => newest(join(root, source)) > modified(bundle))) {
  const build = spawnSync(process.execPath, [join(root, "scripts", "build-lab.mjs")], {
    cwd: root,
    stdio: ["ignore", 2, 2],
  });
  if (build.status !== 0) process.exit(111);
}

// npm goes to the package's folder and tells where it was called in INIT_CWD.
if (process.env["npm_lifecycle_event"] === "lab" && process.env["INIT_CWD"] !== undefined) {
  process.chdir(process.env["INIT_CWD"]);
}
process.argv[1] = bundle;
await import(pathToFileURL(bundle).href);

/**
 * When a file, or anything in a folder, was last changed; -Infinity if it isn't there. A folder's own time counts, as
 * it tells that a file in it was removed.
 * @param {string} path
 * @returns {number}
 */
function newest(path) {
  const status = statSync(path, { throwIfNoEntry: false });
  if (status === undefined) return -Infinity;
  if (!status.isDirectory()) return status.mtimeMs;
  return readdirSync(path).reduce(
    (latest, name) => Math.max(latest, newest(join(path, name))),
    status.mtimeMs,
  );
}

/**
 * @param {string} path
 * @returns {number}
 */
function modified(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? -Infinity;
}
