// Going back and forth in a long run.
import { readFileSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** @typedef {import("../src/world/index.ts").Action} Action */

const length = 5000;
const tries = 200;

/**
 * @param {typeof import("./engine.ts")} engine
 * @returns {string[][]} what was measured, the result, and what it cost
 */
export function benchSeek({ createHistory, loadWorld }) {
  const file = new URL("../lessons/worlds/common.yaml", import.meta.url);
  const loaded = loadWorld({ file: file.pathname, text: readFileSync(file, "utf8") });
  if (loaded.kind === "failed") throw new Error(JSON.stringify(loaded.troubles));
  /** @type {import("../src/world/index.ts").Start} */
  const start = {
    world: loaded.value.content,
    files: {},
    setup: [edit(0), compile],
    opening: [{ shell: { host: "stranger", line: "telnet mail.yourdomain.example 25" } }],
  };
  const measure = (/** @type {[string, (index: number) => Action]} */ [name, actionAt]) => {
    const actions = Array.from({ length }, (_, index) => actionAt(index));
    const started = performance.now();
    /** @type {{ history: import("../src/world/index.ts").History | null }} */
    const held = { history: createHistory(start, actions) };
    const perAction = (performance.now() - started) / length;
    const points = Array.from({ length: tries }, (_, index) => (index * 2741) % (length + 1));
    const seeks = points.map((point) => timed(() => held.history?.seek(point)));
    held.history?.seek(length);
    const undos = points.map((_, index) => timed(() => held.history?.seek(length - index - 1)));
    const full = heapBytes();
    held.history = null;
    const megabytes = (full - heapBytes()) / 2 ** 20;
    const costs = `${perAction.toFixed(2)} ms an action when it's loaded, ${megabytes.toFixed(0)} MB`;
    return [`seek in a run of ${length} actions: ${name}`, `${told(seeks)}; undo ${told(undos)}`, costs];
  };
  return Object.entries(runs).map(measure);
}

/** @type {Record<string, (index: number) => Action>} */
const runs = { "typed lines": typed, "SMTP sessions, delivered": smtp, "a mix": mixed };

/** @type {Action} */
const compile = {
  shell: { host: "mail", line: "tcprules /etc/tcp.smtp.cdb /etc/tcp.smtp.tmp < /etc/tcp.smtp" },
};

/**
 * @param {number} index
 * @returns {Action}
 */
function edit(index) {
  return { edit: { host: "mail", file: "/etc/tcp.smtp", text: `192.0.2.${index % 250}:deny\n:allow\n` } };
}

/**
 * @param {number} index
 * @returns {Action}
 */
function typed(index) {
  const lines = ["MAIL FROM:<a@b.example>", "RCPT TO:<ann@yourdomain.example>", "RSET"];
  const line = lines[index % 4];
  if (line !== undefined) return { type: { host: "stranger", line } };
  return { type: { host: "mail", line: `echo ${index} > /tmp/x; cat /tmp/x` } };
}

/**
 * @param {number} index
 * @returns {Action}
 */
function smtp(index) {
  const envelope = ["HELO pc", "MAIL FROM:<a@b.example>", "RCPT TO:<ann@yourdomain.example>"];
  const lines = [...envelope, "DATA", `Subject: number ${index}`, "", "Hello", ".", "QUIT"];
  return { smtp: { host: "stranger", to: "mail.yourdomain.example", port: 25, lines } };
}

/**
 * @param {number} index
 * @returns {Action}
 */
function mixed(index) {
  /** @type {((index: number) => Action)[]} */
  const kinds = [edit, () => compile, smtp, typed, () => ({ wait: { seconds: 90 } })];
  return (kinds[index % kinds.length] ?? edit)(index);
}

/** @param {() => void} work */
function timed(work) {
  const started = performance.now();
  work();
  return performance.now() - started;
}

/** @param {number[]} times */
function told(times) {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (/** @type {number} */ share) =>
    (sorted[Math.floor(share * (times.length - 1))] ?? NaN).toFixed(1);
  return `${at(0.5)} ms (median), ${at(0.99)} ms (99 of 100), ${at(1)} ms (worst)`;
}

function heapBytes() {
  setFlagsFromString("--expose_gc");
  /** @type {unknown} */
  const gc = runInNewContext("gc");
  if (typeof gc === "function") Reflect.apply(gc, undefined, []);
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
