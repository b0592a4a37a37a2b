// Finds a Chromium for Playwright, and installs one where there is none.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "@playwright/test";

/** Variables that may name a Chromium, the first one set wins. */
const VARIABLES = ["CHROMIUM_PATH", "PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH"];
const NAMES = ["chromium", "chromium-browser", "google-chrome"];
const DOWNLOAD_SECONDS = 180;
const APT_SECONDS = 600;

/**
 * How a machine stands, as far as it matters here.
 * @typedef {object} Facts
 * @property {{ variable: string, path: string, exists: boolean } | null} named what the environment names
 * @property {readonly string[]} onPath Chromiums on PATH, the preferred one first
 * @property {string | null} downloaded Playwright's own, if it's there
 * @property {boolean} canApt root on a Debian or its like
 * @property {readonly Means[]} tried what was tried already, and didn't help
 */
/** @typedef {"playwright" | "apt"} Means */
/**
 * @typedef {{ kind: "use", path: string } | { kind: "install", means: Means } | { kind: "give up", advice: string }} Choice
 */

/**
 * What to do next.
 * @param {Facts} facts
 * @returns {Choice}
 */
export function choose({ named, onPath, downloaded, canApt, tried }) {
  if (named !== null) {
    if (named.exists) return { kind: "use", path: named.path };
    return { kind: "give up", advice: `${named.variable} names ${named.path}, which isn't there.` };
  }
  const path = onPath[0] ?? downloaded;
  if (path !== null) return { kind: "use", path };
  if (!tried.includes("playwright")) return { kind: "install", means: "playwright" };
  if (canApt && !tried.includes("apt")) return { kind: "install", means: "apt" };
  return {
    kind: "give up",
    advice: `No Chromium was found and none could be installed (tried: ${tried.join(", ")}). Install one and put it on PATH, or name it in ${VARIABLES.join(" or ")}.`,
  };
}

/**
 * The Chromium that is there now, or null.
 * @returns {string | null}
 */
export function findChromium() {
  const choice = choose(lookAround([]));
  return choice.kind === "use" ? choice.path : null;
}

/**
 * A Chromium, installed if need be; what is done is told on standard error.
 * @returns {{ path: string } | { advice: string }}
 */
export function ensureChromium() {
  /** @type {Means[]} */
  const tried = [];
  for (;;) {
    const choice = choose(lookAround(tried));
    if (choice.kind === "use") return { path: choice.path };
    if (choice.kind === "give up") return { advice: choice.advice };
    install(choice.means);
    tried.push(choice.means);
  }
}

/** What Chromium needs to run under root, where it can't make its sandbox, and to keep quiet on the network. */
export const CHROMIUM_FLAGS = [
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * @param {readonly Means[]} tried
 * @returns {Facts}
 */
function lookAround(tried) {
  const variable = VARIABLES.find((name) => (process.env[name] ?? "") !== "");
  const path = variable === undefined ? undefined : process.env[variable];
  const folders = (process.env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  const own = chromium.executablePath();
  return {
    named: variable === undefined || path === undefined ? null : { variable, path, exists: existsSync(path) },
    onPath: NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).filter((file) =>
      existsSync(file),
    ),
    downloaded: existsSync(own) ? own : null,
    canApt: process.getuid?.() === 0 && existsSync("/etc/debian_version"),
    tried,
  };
}

/** @param {Means} means */
function install(means) {
  console.error(`No Chromium here; installing one by ${means}.`);
  if (means === "playwright") {
    run("npx", ["playwright", "install", "chromium"], DOWNLOAD_SECONDS);
    return;
  }
  run("apt-get", ["update"], APT_SECONDS);
  run("apt-get", ["install", "-y", "--no-install-recommends", "chromium"], APT_SECONDS);
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @param {number} seconds
 */
function run(command, args, seconds) {
  spawnSync(command, args, {
    stdio: ["ignore", 2, 2],
    timeout: seconds * 1000,
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
}
