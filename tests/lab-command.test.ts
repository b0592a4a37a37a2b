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

// The bundle that the tests above have made, started without npm.
describe("lab play and lab try", () => {
  const lesson = join(ROOT, "lessons", "01-what-relaying-is", "01-first-553");
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return name;
  };
  const built = (...args: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [BUNDLE, ...args], {
      cwd: folder,
      encoding: "utf8",
    });
    return { status, stdout, stderr };
  };

  it("plays a run in a world file beside it, and prints what each console shows", () => {
    file(
      "small.yaml",
      "now: 1795510800\nserver: mail\nhosts:\n  mail: { name: mail.test, addresses: [192.0.2.25] }\n" +
        "  pc: { name: pc.test, addresses: [192.0.2.66], user: ann }\n",
    );
    const run = file(
      "run.yaml",
      'world: small.yaml\nactions:\n  - shell: { host: pc, line: "echo café" }\n  - shell: { host: pc, line: cat }\n' +
        "  - type: { host: pc, line: to the cat }\n",
    );
    expect(built("play", run)).toEqual({
      status: 0,
      stdout: `== pc (pc.test)
> ann@pc:~$ echo café
  café
> ann@pc:~$ cat
> to the cat
  to the cat
`,
      stderr: "",
    });
  });

  it("tells of an action that can't be done, after the transcript", () => {
    const run = file("undone.yaml", "world: small.yaml\nactions:\n  - shell: { host: nobody, line: ls }\n");
    expect(built("play", run)).toEqual({
      status: 1,
      stdout: "",
      stderr: "undone.yaml:3: action 1: not done: there is no host called nobody in this world\n",
    });
  });

  it("marks a server's replies, in a lesson whose opening has left a connection open", () => {
    const run = file(
      "smtp.yaml",
      "lesson: first-553\nactions:\n  - smtp: { host: stranger, to: mail, lines: [HELO pc, QUIT] }\n" +
        "  - type: { host: ann, line: QUIT }\n",
    );
    expect(built("play", run)).toEqual({
      status: 0,
      stdout: `== ann (ann.office.yourdomain.example)
> ann@ann:~$ telnet mail.yourdomain.example 25
  Trying 192.0.2.25...
  Connected to mail.yourdomain.example.
< 220 mail.yourdomain.example ESMTP
> QUIT
< 221 mail.yourdomain.example
  Connection closed by foreign host.

== stranger (pc66.dialup.example)
< 220 mail.yourdomain.example ESMTP
> HELO pc
< 250 mail.yourdomain.example
> QUIT
< 221 mail.yourdomain.example
`,
      stderr: "",
    });
  });

  it("passes a lesson's own solution, by its id and by its folder", () => {
    const solution = join(lesson, "solution.yaml");
    const byId = built("try", "first-553", solution);
    expect(byId).toMatchObject({ status: 0, stderr: "" });
    expect(byId.stdout.split("\n")[0]).toBe("first-553: passed");
    expect(built("try", lesson, solution)).toEqual(byId);
    expect(built("try", "--lessons", join(ROOT, "lessons"), "first-553", solution)).toEqual(byId);
  });

  it("tells a wrong run's goals and its mistake as JSON", () => {
    const wrong = join(lesson, "wrong", "not-compiled.yaml");
    const { status, stdout, stderr } = built("try", "--json", "first-553", wrong);
    expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
    const told: unknown = JSON.parse(stdout);
    expect(told).toMatchObject({ lesson: "first-553", passed: false });
    expect(Object.keys(told as object)).toEqual(["lesson", "passed", "goals", "invariants", "mistake"]);
    const { goals, invariants, mistake } = told as Record<string, readonly Record<string, unknown>[]>;
    for (const row of [...(goals ?? []), ...(invariants ?? [])]) {
      expect(Object.keys(row)).toEqual(["id", "ok", "expected", "actual"]);
    }
    expect(goals?.some(({ ok }) => ok === false)).toBe(true);
    const text = built("try", "first-553", wrong);
    expect(text.status).toBe(1);
    for (const row of goals?.filter(({ ok }) => ok === false) ?? []) {
      expect(text.stdout).toContain(
        `          wanted  ${String(row["expected"])}\n          saw     ${String(row["actual"])}\n`,
      );
    }
    expect(mistake).toMatchObject({ id: "rules-not-compiled" });
  });

  it.each([
    [["play"], "usage: lab play [--lessons DIR] RUN"],
    [["play", "--fast", "x"], "usage: lab play [--lessons DIR] RUN"],
    [["play", "none.yaml"], "none.yaml: can't be read (ENOENT)"],
    [
      ["play", "nowhere.yaml"],
      'nowhere.yaml:1: expected "lesson: ID" or "world: NAME", to know where the run begins',
    ],
    [["play", "garbled.yaml"], "garbled.yaml:2: actions.0.wait.seconds: is missing"],
    [["try", "first-553"], "usage: lab try [--json] [--lessons DIR] LESSON RUN"],
    [
      ["try", "no-such", "nowhere.yaml"],
      "no-such: expected a lesson's id (first-553) or a folder with a lesson.md in it",
    ],
    [
      ["try", "--lessons=none", "first-553", "nowhere.yaml"],
      "first-553: there's no folder of lessons here; --lessons DIR names one",
    ],
    [
      ["try", "first-553", "run.yaml"],
      "run.yaml:1: expected a run of lesson first-553, found one of world small.yaml",
    ],
  ])("ends with 2 and says why for %j", (args, why) => {
    file("nowhere.yaml", "actions: []\n");
    file("garbled.yaml", "actions:\n  - wait: {}\n");
    expect(built(...args)).toEqual({ status: 2, stdout: "", stderr: `${why}\n` });
  });
});
