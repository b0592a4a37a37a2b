import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const RULES = 1_000_000;
const ROUNDS = 5;
const root = fileURLToPath(new URL("..", import.meta.url));
const lab = join(root, "build", "lab.js");

/**
 * A million rules, in memory, as a process, and by the real program.
 * @param {typeof import("./engine.ts")} engine
 * @returns {[string, string, string][]}
 */
export function benchTcprules({ compileRules }) {
  const folder = mkdtempSync(join(tmpdir(), "bench-tcprules-"));
  try {
    const source = Buffer.from(rules());
    writeFileSync(join(folder, "rules"), source);
    spawnSync(process.execPath, [join(root, "scripts", "lab.mjs"), "help"]);

    const memory = { milliseconds: Infinity, sha256: "" };
    for (let round = 0; round < ROUNDS; round++) {
      const started = performance.now();
      const compilation = compileRules(source);
      memory.milliseconds = Math.min(memory.milliseconds, performance.now() - started);
      if (compilation.kind !== "compiled") throw new Error("the rules don't compile");
      if (round === 0) memory.sha256 = sha256(compilation.cdb);
    }
    // By turns, so that whatever else the machine does hits both.
    const ours = { milliseconds: Infinity, kilobytes: 0, sha256: "" };
    const real = { milliseconds: Infinity, kilobytes: 0, sha256: "" };
    const isInstalled = spawnSync("sh", ["-c", "command -v tcprules"]).status === 0;
    for (let round = 0; round < ROUNDS; round++) {
      measure(ours, [process.execPath, lab, "tcprules"], folder);
      if (isInstalled) measure(real, ["tcprules"], folder);
    }
    const hashes = new Set([memory.sha256, ours.sha256, ...(isInstalled ? [real.sha256] : [])]);
    const ratio = (/** @type {number} */ milliseconds) =>
      isInstalled ? `${(milliseconds / real.milliseconds).toFixed(2)} times C's` : "tcprules isn't installed";
    return [
      [
        "tcprules, a million rules in memory",
        `${memory.milliseconds.toFixed(0)} ms`,
        `${ratio(memory.milliseconds)} (promise: 1)`,
      ],
      [
        "lab tcprules, the same as a process",
        `${ours.milliseconds.toFixed(0)} ms`,
        `${ratio(ours.milliseconds)} (promise: 1.5)`,
      ],
      ["  its peak memory", `${(ours.kilobytes / 1024).toFixed(0)} MiB`, ""],
      [
        "the real tcprules",
        `${real.milliseconds.toFixed(0)} ms`,
        `${(real.kilobytes / 1024).toFixed(0)} MiB`,
      ],
      ["the same cdb", hashes.size === 1 ? "yes" : "NO", memory.sha256],
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {{ milliseconds: number, kilobytes: number, sha256: string }} best
 * @param {string[]} command
 * @param {string} folder
 */
function measure(best, command, folder) {
  const input = openSync(join(folder, "rules"), "r");
  const time = ["/usr/bin/time", "-f", "%e %M"];
  const [program, ...args] = [...time, ...command, "cdb", "tmp"];
  const started = performance.now();
  const child = spawnSync(program, args, {
    cwd: folder,
    stdio: [input, "inherit", "pipe"],
    encoding: "utf8",
  });
  const milliseconds = performance.now() - started;
  closeSync(input);
  if (child.status !== 0) throw new Error(`${command.join(" ")}: ${child.stderr}`);
  best.milliseconds = Math.min(best.milliseconds, milliseconds);
  best.kilobytes = Number(child.stderr.trim().split(" ").at(-1));
  best.sha256 = sha256(readFileSync(join(folder, "cdb")));
}

/** @param {Uint8Array} bytes */
function sha256(bytes) {
  return createHash("sha256").update(bytes).digest("hex");
}

/** A million rules, in the order of their addresses. */
export function rules() {
  const lines = [];
  for (let rule = 0; rule < RULES; rule++) {
    const address = [10 + (rule >> 18), (rule >> 12) & 63, (rule >> 6) & 63, rule & 63].join(".");
    lines.push(`${address}:${rule % 10 === 0 ? "deny" : 'allow,RELAYCLIENT=""'}\n`);
  }
  return lines.join("");
}
