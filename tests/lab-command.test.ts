import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, it } from "vitest";

const ROOT = resolve(import.meta.dirname, "..");
const BUNDLE = join(ROOT, "build", "lab.js");

const folder = mkdtempSync(join(tmpdir(), "lab-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function lab(args: readonly string[], input: string) {
  return spawnSync("npm", ["--prefix", ROOT, "run", "-s", "lab", "--", ...args], {
    cwd: folder,
    input,
    encoding: "utf8",
  });
}

// Each starts npm, and the first one may bundle the command.
describe("npm run lab", () => {
  it("works in the folder where it's called, on its standard input, and adds nothing to the output", () => {
    const { status, stdout } = lab(["tcprules", "rules.cdb", "rules.tmp"], "127.:allow\n:deny\n");
    expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
    expect(existsSync(join(folder, "rules.cdb"))).toBe(true);
    expect(readFileSync(BUNDLE, "utf8").split("\n")[0]).toBe("#!/usr/bin/env node");
  });

  it("gives the exit code and the words of the program that it ran, unchanged", () => {
    const { status, stdout, stderr } = lab(["tcprules", "none/rules.cdb", "none/rules.tmp"], "");
    expect({ status, stdout }).toEqual({ status: 111, stdout: "" });
    expect(stderr.split("\n").filter((line) => !line.startsWith("npm "))).toEqual([
      "tcprules: fatal: unable to create none/rules.tmp: file does not exist",
      "",
    ]);
  });

  it("bundles anew only when a source is newer than the bundle", () => {
    const before = statSync(BUNDLE).mtimeMs;
    lab(["help"], "");
    expect(statSync(BUNDLE).mtimeMs).toBe(before);
  });

  it("needs no package at run time", () => {
    const copy = join(folder, "lab.mjs");
    writeFileSync(copy, readFileSync(BUNDLE));
    const { status, stdout } = spawnSync(process.execPath, [copy, "help"], { cwd: folder, encoding: "utf8" });
    expect(status).toBe(0);
    expect(stdout).toContain("lab tcprules CDB TMP");
  });
});
