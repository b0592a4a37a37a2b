import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runInMemory } from "../src/cli/conformance/memory-system.ts";
import { byteString, bytesOf, type ByteString } from "../src/engine/bytes/index.ts";
import { tcprules, tcprulescheck } from "../src/engine/tcprules/index.ts";

const FILES = 3000;
const FILES_PER_SHELL = 250;
const SECONDS_MAX = 20;

const isInstalled = ["tcprules", "tcprulescheck"].every(
  (program) => spawnSync("sh", ["-c", `command -v ${program}`]).status === 0,
);

interface Probe {
  readonly ip: string | null;
  readonly host: string | null;
  readonly info: string | null;
}

interface Case {
  readonly rules: ByteString;
  readonly probes: readonly Probe[];
}

// Few numbers and names, so that rules and clients meet.
const octet = fc.constantFrom("0", "1", "2", "7", "10", "37", "53", "127", "192", "255", "256", "01");
const name = fc.constantFrom(
  "example.com",
  "a.example.com",
  "Example.COM",
  "host-1.isp.test",
  "nodots",
  "",
  ".",
  "a..b",
);
const info = fc.constantFrom("joe", "root", "", "a@b", "a b");
const address = fc.array(octet, { minLength: 4, maxLength: 4 }).map((octets) => octets.join("."));
const prefix = fc.array(octet, { minLength: 1, maxLength: 3 }).map((octets) => `${octets.join(".")}.`);
const bound = fc.constantFrom(
  "",
  "0",
  "1",
  "7",
  "10",
  "12",
  "99",
  "100",
  "255",
  "300",
  "007",
  "18446744073709551617",
  "x",
  "1\0",
);
const range = fc
  .tuple(fc.constantFrom("", "10.", "1.2.3."), bound, bound, fc.constantFrom("", ".", ".7", ".0.1", "-3"))
  .map(([before, bottom, top, after]) => `${before}${bottom}-${top}${after}`);
const anyBytes = fc.uint8Array({ maxLength: 12 }).map((bytes) => byteString(bytes));
const keys = fc.oneof(
  address,
  prefix,
  range,
  name.map((host) => `=${host}`),
  name.map((host) => `=.${host}`),
  fc.tuple(info, address).map(([user, ip]) => `${user}@${ip}`),
  fc.tuple(info, name).map(([user, host]) => `${user}@=${host}`),
  fc.constantFrom("", "=", " 10.", "10.0.0.0/8", "*", "a-b.c", "1.2.3", "#1.", "10.0.0.1-10.0.0.5"),
  anyBytes,
);
const quote = fc.constantFrom('"', "/", "'", "x", ",", " ", "=", "\0");
const value = fc.constantFrom(
  "",
  "@fixme",
  "-go away",
  "a,b",
  "y",
  "a=b",
  "\0",
  "D",
  "b\0Dc\0+E=f\0",
  "caf\xe9",
);
const variable = fc.oneof(
  { weight: 8, arbitrary: fc.tuple(fc.constantFrom("RELAYCLIENT", "X", "", " Y"), quote, value).map(quoted) },
  { weight: 1, arbitrary: fc.constantFrom(",RELAYCLIENT", ",X=", ',X="a', " ", "# x", ",,", ",X=yes", "\r") },
);
const verdict = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom("allow", "deny") },
  { weight: 1, arbitrary: fc.constantFrom("", "Allow", " allow", "den", "allowed", "deny,") },
);
const rule = fc
  .tuple(keys, verdict, fc.array(variable, { maxLength: 3 }), fc.constantFrom("", " ", "\t ", "  \t"))
  .map(([key, says, variables, blanks]) => `${key}:${says}${variables.join("")}${blanks}`);
const line = fc.oneof(
  { weight: 20, arbitrary: rule },
  { weight: 2, arbitrary: fc.constantFrom("", "# comment", " ", "no colon", ":", "::allow") },
  { weight: 1, arbitrary: anyBytes },
);
// Most generated lines are good, but one bad line hides those after it: short files mostly get to their end.
const rules = fc
  .tuple(fc.array(line, { maxLength: 14 }), fc.constantFrom("\n", ""))
  .map(([lines, last]) => lines.join("\n") + last);
const longRules = fc
  .tuple(fc.array(rule, { minLength: 300, maxLength: 700 }), line)
  .map(([lines, last]) => [...lines.filter((one) => isGoodRule(one)), last].join("\n"));
const probe = fc.record({
  ip: fc.option(fc.oneof(address, fc.constantFrom("", "10.1.2.3", "1.2.3.7", "junk..", "10.")), { freq: 6 }),
  host: fc.option(name),
  info: fc.option(info),
});
const cases = fc.record({
  rules: fc.oneof({ weight: 40, arbitrary: rules }, { weight: 1, arbitrary: longRules }),
  probes: fc.tuple(probe, probe),
});

function quoted([variableName, mark, text]: [string, string, string]): string {
  return `,${variableName}=${mark}${text}${mark}`;
}

function isGoodRule(text: string): boolean {
  return runOurs({ rules: text, probes: [] }).exit === 0;
}

/** All that can be seen of a case, the same for both sides. */
interface Outcome {
  readonly exit: number;
  readonly stderr: ByteString;
  readonly cdb: ByteString | null;
  /** What a failure leaves behind. */
  readonly tmp: ByteString | null;
  readonly checks: readonly {
    readonly exit: number;
    readonly stdout: ByteString;
    readonly stderr: ByteString;
  }[];
}

function runOurs({ rules: text, probes }: Case): Outcome {
  const files = new Map<ByteString, Uint8Array>();
  const read = (path: string) => {
    const bytes = files.get(path);
    return bytes === undefined ? null : byteString(bytes);
  };
  const argv = ["tcprules", "cdb", "tmp"];
  const { exit, stderr } = runInMemory({ program: tcprules, argv, files, input: [bytesOf(text)] });
  const checks = probes.map((one) => {
    const environment = new Map(variablesOf(one));
    const check = runInMemory({ program: tcprulescheck, argv: ["tcprulescheck", "cdb"], environment, files });
    return { exit: check.exit, stdout: check.stdout, stderr: check.stderr };
  });
  return { exit, stderr, cdb: read("cdb"), tmp: read("tmp"), checks };
}

/** Runs the real programs on many cases, with one shell for all of them. */
function runReal(batch: readonly Case[], folder: string): Outcome[] {
  const script: string[] = [];
  batch.forEach(({ rules: text, probes }, index) => {
    writeFileSync(join(folder, `${index}.rules`), bytesOf(text));
    script.push(`mkdir ${index}; cd ${index}; tcprules cdb tmp < ../${index}.rules 2> err; echo $? > exit`);
    probes.forEach((one, at) => {
      const variables = variablesOf(one).map(([variableName, text]) => `${variableName}='${text}'`);
      script.push(`${variables.join(" ")} tcprulescheck cdb > out${at} 2> err${at}; echo $? > exit${at}`);
    });
    script.push("cd ..");
  });
  execFileSync("sh", ["-s"], { cwd: folder, input: script.join("\n"), env: { PATH: process.env["PATH"] } });
  return batch.map(({ probes }, index) => {
    const path = (file: string) => join(folder, String(index), file);
    const read = (file: string) => byteString(readFileSync(path(file)));
    const readIfThere = (file: string) => (existsSync(path(file)) ? read(file) : null);
    const checks = probes.map((_, at) => ({
      exit: Number(read(`exit${at}`)),
      stdout: read(`out${at}`),
      stderr: read(`err${at}`),
    }));
    const tmp = readIfThere("tmp");
    return { exit: Number(read("exit")), stderr: read("err"), cdb: readIfThere("cdb"), tmp, checks };
  });
}

function variablesOf({ ip, host, info: user }: Probe): [ByteString, ByteString][] {
  const variables: [ByteString, ByteString | null][] = [
    ["TCPREMOTEIP", ip],
    ["TCPREMOTEHOST", host],
    ["TCPREMOTEINFO", user],
  ];
  return variables.flatMap(([variableName, text]) => (text === null ? [] : [[variableName, text]]));
}

describe("beside the installed ucspi-tcp", () => {
  test.skipIf(!isInstalled)(
    isInstalled
      ? `tcprules and tcprulescheck do the same with ${FILES} generated files`
      : "skipped: tcprules and tcprulescheck aren't installed here",
    { timeout: SECONDS_MAX * 3000 },
    () => {
      const seed = Number(process.env["LIVE_SEED"] ?? Date.now() % 2 ** 31);
      console.log(`seed ${seed}; LIVE_SEED=${seed} plays the same files again`);
      const generated = fc.sample(cases, { seed, numRuns: FILES });
      const started = performance.now();
      let compared = 0;
      let compiled = 0;
      while (compared < FILES && performance.now() - started < SECONDS_MAX * 1000) {
        const batch = generated.slice(compared, compared + FILES_PER_SHELL);
        const folder = mkdtempSync(join(tmpdir(), "live-ucspi-"));
        try {
          runReal(batch, folder).forEach((real, index) => {
            const played = batch[index];
            if (played === undefined) throw new Error(`no case ${index}`);
            expect({ ...played, outcome: runOurs(played) }).toEqual({ ...played, outcome: real });
            if (real.exit === 0) compiled++;
          });
        } finally {
          rmSync(folder, { recursive: true, force: true });
        }
        compared += batch.length;
      }
      // Both kinds of outcome must have been there, and enough of them, or nothing was proven.
      console.log(`${compared} files compared`);
      expect(compared).toBeGreaterThanOrEqual(FILES_PER_SHELL);
      expect(compiled).toBeGreaterThan(compared / 10);
      expect(compared - compiled).toBeGreaterThan(compared / 10);
    },
  );
});
