import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bytesOf } from "../src/engine/bytes/index.ts";
import { compileRules } from "../src/engine/tcprules/index.ts";
import { findingTitles } from "../src/audit/index.ts";

const ROOT = resolve(import.meta.dirname, "..");
const BUNDLE = join(ROOT, "build", "lab.js");
const folder = mkdtempSync(join(tmpdir(), "audit-"));

beforeAll(() => {
  spawnSync("npm", ["--prefix", ROOT, "run", "-s", "lab", "--", "help"], { cwd: folder });
}, 120_000);
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function audit(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [BUNDLE, "audit", ...args], {
    cwd: folder,
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

/** Writes files below a folder of its own, whose name it gives. */
function tree(name: string, files: Readonly<Record<string, string | Uint8Array>>): string {
  for (const [path, content] of Object.entries(files)) {
    const at = join(folder, name, path);
    mkdirSync(dirname(at), { recursive: true });
    writeFileSync(at, content);
  }
  return name;
}

function cdb(text: string): Uint8Array {
  const compilation = compileRules(bytesOf(text));
  if (compilation.kind !== "compiled") throw new Error(text);
  return compilation.cdb;
}

const good = '127.:allow,RELAYCLIENT=""\n192.168.5.:allow,RELAYCLIENT=""\n:allow\n';
const bad = '127.:allow,RELAYCLIENT=""\n192.168.5:allow,RELAYCLIENT=""\n:allow,RELAYCLIENT=""\n';
const run = "#!/bin/sh\nexec tcpserver -H -R -x /etc/tcp.smtp.cdb 0 smtp qmail-smtpd 2>&1\n";
const control = {
  "control/me": "mail.a.example\n",
  "control/locals": "a.example\n",
  "control/rcpthosts": "a.example\n",
};
const flat = (rules: string) => ({ "tcp.smtp": rules, "tcp.smtp.cdb": cdb(rules), run, ...control });
const whole = (rules: string) => ({
  "etc/tcp.smtp": rules,
  "etc/tcp.smtp.cdb": cdb(rules),
  "service/qmail-smtpd/run": run,
  "var/qmail/control/me": "mail.a.example\n",
  "var/qmail/control/locals": "a.example\n",
  "var/qmail/control/rcpthosts": "a.example\n",
});

const closed = `Nobody but 127.0.0.0/8 and 192.168.5.0/24 may relay: 16,777,472 addresses.
Strangers may write to a.example, and to nobody else.

No findings.
`;

describe("lab audit", () => {
  it.each([
    ["a folder with the files", flat(good)],
    ["the root of a server", whole(good)],
    [
      "what tar has unpacked, with a folder around all",
      Object.fromEntries(
        Object.entries(whole(good)).map(([path, content]) => [`mail-2026/${path}`, content]),
      ),
    ],
  ])("sums up %s, and exits 0 where there is nothing to find", (name, files) => {
    expect(audit(tree(name, files))).toEqual({ status: 0, stdout: closed, stderr: "" });
  });

  it("tells findings with their place as it was given, the summary first, and exits 1", () => {
    const name = tree("open", { ...whole(bad), "var/qmail/control/rcpthost": "" });
    expect(audit(name)).toEqual({
      status: 1,
      stdout: `This is an open relay: everybody may write to everybody.

open/etc/tcp.smtp:3:1: error: The rule lets everybody relay through this server, which spammers find within hours. [open-relay]
    fix: Let them in, and let them not relay
open/etc/tcp.smtp:2:1: warning: Without a dot at its end this is a whole address, which no client has, so the rule does nothing. [rule-missing-dot]
    fix: Add the dot: 192.168.5.
open/var/qmail/control/rcpthost: warning: Nobody reads a file of this name; it's called rcpthosts, so what is in it has no effect. [control-misspelt]
1 error, 2 warnings, 0 for information.
`,
      stderr: "",
    });
  });

  it("takes the parts by themselves, and the compiled rules beside their text", () => {
    tree("parts", { "my.rules": good, "my.rules.cdb": cdb(good), start: run, ...control });
    expect(
      audit("--rules", "parts/my.rules", "--control", "parts/control", "--run=parts/start").stdout,
    ).toContain("Nobody but 127.0.0.0/8 and 192.168.5.0/24 may relay");
    expect(audit("--rules", "parts/my.rules.cdb")).toMatchObject({ status: 0 });
    tree("stale", { "tcp.smtp": good, "tcp.smtp.cdb": cdb(":deny\n") });
    expect(audit("--rules", "stale/tcp.smtp").stdout).toContain(
      "stale/tcp.smtp: warning: What it says isn't in force",
    );
  });

  it.each([
    ["error", 0],
    ["warning", 1],
    ["info", 1],
    ["never", 0],
  ])("with --fail-on %s exits %i for a warning", (level, status) => {
    tree("warned", { "tcp.smtp": "192.168.5:allow\n" });
    expect(audit("--fail-on", level, "warned").status).toBe(status);
  });

  it("tells what is otherwise after a change", () => {
    tree("before", flat(good));
    tree("after", flat(good.replace("192.168.5.", "192.168.6.")));
    const words = [
      "192.168.5.0-192.168.5.255 could relay, now can't",
      "192.168.6.0-192.168.6.255 can relay now",
    ];
    expect(audit("--diff", "before", "after")).toEqual({
      status: 1,
      stdout: `${words.join("\n")}\n`,
      stderr: "",
    });
    expect(audit("--diff", "before", "before")).toEqual({
      status: 0,
      stdout: "No difference for anybody.\n",
      stderr: "",
    });
    const json: unknown = JSON.parse(audit("--diff", "--json", "before", "after").stdout);
    expect(json).toEqual({ version: 1, differences: words, differencesLeftOut: 0 });
  });

  it.each([
    [["none"], "none: can't be read (ENOENT)"],
    [["file"], "file: is no folder"],
    [["empty"], "empty: expected tcp.smtp, tcp.smtp.cdb, control/ or run in it, or etc/ and var/qmail/"],
    [["--rules", "none"], "none: can't be read (ENOENT)"],
    [["--control", "file"], "file: can't be read (ENOTDIR)"],
    [["odd"], "odd/tcp.smtp: can't be read (EISDIR)"],
    [
      ["--diff", "none", "empty"],
      "none: can't be read (ENOENT)\nempty: expected tcp.smtp, tcp.smtp.cdb, control/ or run in it, or etc/ and var/qmail/",
    ],
  ])("ends with 2 and says why for %j", (args, why) => {
    writeFileSync(join(folder, "file"), "");
    mkdirSync(join(folder, "empty"), { recursive: true });
    mkdirSync(join(folder, "odd", "tcp.smtp"), { recursive: true });
    expect(audit(...args)).toEqual({ status: 2, stdout: "", stderr: `${why}\n` });
  });

  it("leaves out what nobody reads and can't be looked at, as an editor's lock", () => {
    const name = tree("lock", flat(good));
    symlinkSync("ann@host.1234", join(folder, name, "control", ".#rcpthosts"));
    writeFileSync(Buffer.concat([Buffer.from(join(folder, name, "control/")), Buffer.of(0xff)]), "");
    expect(audit(name)).toMatchObject({ status: 0, stderr: "" });
  });

  it("doesn't wait for somebody to write to a pipe in a folder, nor read an endless file to its end", () => {
    const name = tree("pipe", { run });
    spawnSync("mkfifo", [join(folder, name, "tcp.smtp")]);
    expect(audit(name)).toEqual({ status: 2, stdout: "", stderr: "pipe/tcp.smtp: is a pipe and no file\n" });
    expect(audit("--rules", "/dev/zero")).toEqual({
      status: 2,
      stdout: "",
      stderr: "/dev/zero: can't be read (EFBIG)\n",
    });
  });

  it("takes what a shell pipes to it", () => {
    const { stdout } = spawnSync(
      "bash",
      ["-c", `"$0" "$1" audit --rules <(echo '10.:allow,RELAYCLIENT=""')`, process.execPath, BUNDLE],
      { cwd: folder, encoding: "utf8" },
    );
    expect(stdout).toContain("10.0.0.0/8 may relay");
  });

  it("shows paths without what would play with the terminal", () => {
    const name = tree("colour\x1b[31m\n\u202e", { "control/rcpthost": "a.example\n" });
    const { stdout } = audit(name);
    expect(stdout).toContain("colour\\x1b[31m\\x0a\\u202e/control/rcpthost: error: ");
    expect(audit("no\x1b[31m").stderr).toBe("no\\x1b[31m: can't be read (ENOENT)\n");
  });

  it("takes names of any length", () => {
    const long = `${"a.".repeat(2 ** 22)}a\n`;
    const name = tree("long", { "control/me": long, "control/locals": long, "control/rcpthosts": long });
    expect(audit(name)).toMatchObject({ status: 0, stderr: "" });
  });

  it("takes a rule of 20,000 variables", () => {
    const name = tree("wide", { "tcp.smtp": `10.:allow${',RELAYCLIENT=""'.repeat(20_000)}\n` });
    expect(audit(name).stdout).toContain("10.0.0.0/8 may relay");
  }, 20_000);

  it.skipIf(process.getuid?.() === 0)("ends with 2 for a file that it may not read", () => {
    tree("secret", flat(good));
    chmodSync(join(folder, "secret", "control", "me"), 0);
    expect(audit("secret")).toEqual({
      status: 2,
      stdout: "",
      stderr: "secret/control/me: can't be read (EACCES)\n",
    });
  });

  it.each([
    [[]],
    [["a", "b"]],
    [["--rules", "x", "dir"]],
    [["--fail-on", "bad", "x"]],
    [["--json", "--sarif", "x"]],
    [["--oops"]],
  ])("tells its usage for %j", (args) => {
    const { status, stdout, stderr } = audit(...args);
    expect({ status, stdout, first: stderr.split("\n")[0] }).toEqual({
      status: 2,
      stdout: "",
      first: "usage: lab audit [OPTION...] DIR",
    });
  });

  it("tells all about itself with --help", () => {
    const { status, stdout } = audit("--help");
    expect(status).toBe(0);
    for (const option of ["--rules", "--control", "--run", "--diff", "--json", "--sarif", "--fail-on"])
      expect(stdout).toContain(`\n  ${option} `);
  });
});

/** The names of all fields, as docs/audit-json.md writes them. */
function fieldsOf(value: unknown, path = ""): readonly string[] {
  if (Array.isArray(value))
    return value.flatMap((one) => (typeof one === "object" ? fieldsOf(one, `${path}[]`) : []));
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const at = path === "" ? name : `${path}.${name}`;
    const isOfObjects = Array.isArray(inner) && typeof inner[0] === "object";
    return [isOfObjects ? `${at}[]` : at, ...fieldsOf(inner, at)];
  });
}

describe("lab audit for programs", () => {
  const document = readFileSync(join(ROOT, "docs", "audit-json.md"), "utf8");
  const named = (from: string, to: string) =>
    [...document.slice(document.indexOf(from), document.indexOf(to)).matchAll(/^\| `([^`]+)`/gm)].map(
      ([, name = ""]) => name,
    );

  it("prints JSON with just the fields that its page describes", () => {
    tree("json", flat(bad));
    const { status, stdout } = audit("--json", "json");
    expect(status).toBe(1);
    const report = JSON.parse(stdout) as Record<string, unknown>;
    expect([...new Set(fieldsOf(report))].sort()).toEqual(named("# What", "With `--diff").sort());
    expect(report).toMatchObject({
      version: 1,
      verdict: "open",
      relay: {
        addresses: 2 ** 32,
        ranges: [{ first: "0.0.0.0", last: "255.255.255.255", cidrs: ["0.0.0.0/0"], value: "" }],
      },
      reached: { everything: false, domains: ["a.example"] },
    });
    expect((report["findings"] as readonly unknown[])[1]).toEqual({
      id: "rule-missing-dot",
      severity: "warning",
      file: "json/tcp.smtp",
      line: 2,
      column: 1,
      message:
        "Without a dot at its end this is a whole address, which no client has, so the rule does nothing.",
      fix: {
        title: "Add the dot: 192.168.5.",
        file: "json/tcp.smtp",
        edits: [{ line: 2, removes: 1, inserts: ['192.168.5.:allow,RELAYCLIENT=""'] }],
      },
    });
  });

  it("reads the folder that the run script gives envdir, and says so if it isn't there", () => {
    const run = "#!/bin/sh\nexec envdir ./env tcpserver -x /etc/tcp.smtp.cdb 0 smtp qmail-smtpd\n";
    tree("envdir", { "tcp.smtp": ":allow\n", run, "env/RELAYCLIENT": "\n" });
    tree("no-envdir", { "tcp.smtp": ":allow\n", run });
    const verdict = (...args: readonly string[]): unknown =>
      (JSON.parse(audit("--json", ...args).stdout) as { verdict: unknown }).verdict;
    expect(verdict("envdir")).toBe("open");
    for (const script of ["envdir/run", "./envdir/run"])
      expect(verdict("--run", script, "--rules", "envdir/tcp.smtp")).toBe("open");
    for (const args of [["no-envdir"], ["--run", "no-envdir/run", "--rules", "no-envdir/tcp.smtp"]]) {
      expect(verdict(...args)).toBe("closed");
      expect(audit(...args).stdout).toMatch(/^The folder \S*env wasn't given, so it isn't known/m);
    }
  });

  it("has each kind of finding on its page", () => {
    expect(named("## The findings", "\u0000")).toEqual(Object.keys(findingTitles));
    for (const [id, title] of Object.entries(findingTitles))
      expect(document).toMatch(new RegExp(`\`${id}\` +\\| ${title.replace(/[.*+?()]/g, "\\$&")} +\\|`));
  });

  it("keeps text that is no ASCII, and bytes that are no text", () => {
    tree("odd-text", {
      "tcp.smtp": Buffer.concat([Buffer.from("# café\nbüro:allow"), Buffer.from([0xff, 10])]),
      run: Buffer.from("#!/bin/sh\nexec tcpserver 0 smtp rblsmtpd -r 'é.example' qmail-smtpd\n"),
    });
    const report = JSON.parse(audit("--json", "odd-text").stdout) as {
      findings: readonly Record<string, unknown>[];
    };
    const unparsable = report.findings.find(({ id }) => id === "rule-unparsable");
    expect(unparsable).toMatchObject({ line: 2, column: 11 });
    expect(audit("odd-text").status).toBe(1);
  });

  it("prints SARIF 2.1.0 with a rule for each result, and a place in a file that is there", () => {
    tree("a server", { ...flat(bad), "control/rcpthosts": "a.example # ours\n" });
    const { status, stdout } = audit("--sarif", "a server");
    expect(status).toBe(1);
    const log = JSON.parse(stdout) as {
      version: string;
      runs: readonly {
        tool: { driver: { rules: readonly { id: string; shortDescription: { text: string } }[] } };
        results: readonly {
          ruleId: string;
          ruleIndex: number;
          level: string;
          message: { text: string };
          locations: readonly unknown[];
        }[];
      }[];
    };
    expect(log.version).toBe("2.1.0");
    const [first] = log.runs;
    if (first === undefined) throw new Error("no run");
    for (const { ruleId, ruleIndex, level, message } of first.results) {
      expect(first.tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
      expect(["error", "warning", "note"]).toContain(level);
      expect(message.text).not.toBe("");
    }
    expect(first.results.find(({ ruleId }) => ruleId === "entry-remark")?.locations).toEqual([
      {
        physicalLocation: {
          artifactLocation: { uri: "a%20server/control/rcpthosts" },
          region: { startLine: 1, startColumn: 10 },
        },
      },
    ]);
  });
});
