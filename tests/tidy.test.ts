import { readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = resolve(import.meta.dirname, "..");
/** Made by tools, as in .gitignore. */
const MADE = new Set([
  ...[".git", "node_modules", "dist", "build", "coverage", "test-results", "playwright-report", ".cache"],
]);
const TEXT = /\.(ts|mjs|cjs|js|svelte|html|css|json|md|yaml|yml)$|\/[^.]*$|\/\.[^.]*$/;

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (MADE.has(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesIn(path) : entry.isFile() ? [path] : [];
  });
}

const FILES = filesIn(ROOT)
  .filter((path) => TEXT.test(path))
  .map((path) => ({ name: relative(ROOT, path), lines: readFileSync(path, "utf8").split("\n") }));

/** Where `pattern` is found, as "file:line: text". */
function found(pattern: RegExp, where: RegExp = /./, unless: RegExp = /(?!)/): string[] {
  return FILES.filter(({ name }) => where.test(name) && !unless.test(name)).flatMap(({ name, lines }) =>
    lines.flatMap((line, at) => (pattern.test(line) ? [`${name}:${at + 1}: ${line.trim()}`] : [])),
  );
}

// Spelt in pieces, so that this file has none of them.
const word = (...parts: string[]) => parts.join("");

describe("the files of the project", () => {
  it("are found", () => {
    expect(FILES.length).toBeGreaterThan(20);
    expect(found(/"name": "relay-lab"/, /^package\.json$/)).toHaveLength(1);
  });

  it("name no folder of the machine that they were written on", () => {
    expect(found(new RegExp(word("(^|[^\\w.])/wo", "rk/")))).toEqual([]);
    // The simulated hosts have such folders of their own.
    const simulated = /^(src|lessons|docs|e2e|tests\/confusions)\//;
    expect(found(new RegExp(word("(^|[^\\w.])/(ro", "ot/|ho", "me/)")), /./, simulated)).toEqual([]);
  });

  it("name no registry that packages come from", () => {
    expect(found(/"resolved": "/, /^package-lock\.json$/)).toEqual([]);
    expect(found(/registry\s*=/, /^\.npmrc$/)).toEqual([]);
  });

  it("leave no test out, unless its line says why", () => {
    const call = "\\b(it|test|describe|bench)(\\.\\w+)*";
    const code = /\.(ts|mjs)$/;
    expect(found(new RegExp(`${call}\\.${word("on", "ly")}\\b`), code)).toEqual([]);
    const skips = found(
      new RegExp(`${call}\\.(${word("sk", "ip")}|${word("fix", "me")}|${word("to", "do")})\\b`),
      code,
    );
    expect(skips.filter((line) => !/\/\/ \w+|\(.+, ["'`].+["'`]\)/.test(line))).toEqual([]);
  });

  it("have no bare note of work left to do", () => {
    const notes = [word("TO", "DO"), word("FIX", "ME"), word("XX", "X")].join("|");
    expect(
      found(
        new RegExp(`\\b(${notes})\\b(?!\\(\\S+\\))`),
        /^(src|scripts|tests|e2e|docs)\/|^[^/]+\.(md|ts|js)$/,
      ),
    ).toEqual([]);
  });

  it("wait for what they wait for, never for a time", () => {
    expect(found(new RegExp(word("waitFor", "Timeout")), /\.(ts|mjs)$/)).toEqual([]);
  });
});
