import { spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Arrival, Wait } from "../engine/program/index.ts";
import { childEnvironment } from "./raw-process.ts";
import { errorCode } from "./write.ts";

export type Run = Extract<Wait, { kind: "run" }>;
export type Exited = Extract<Arrival, { kind: "exited" }>;

/** Errors of starting a program that mean that it isn't there, or is no program. */
const NOT_RUN = new Set(["ENOENT", "EACCES", "ENOTDIR", "ENOEXEC", "EISDIR", "ELOOP", "ENAMETOOLONG"]);

/**
 * Runs another program of the machine to its end. What it's to read, and what it writes for us, goes through files in a
 * private temporary folder, so nothing can fill up and block.
 */
export function runChild(run: Run): Exited {
  const folder = mkdtempSync(join(tmpdir(), "lab-"));
  const opened: number[] = [];
  try {
    const stdio: ("inherit" | "ignore" | number)[] = ["inherit", "inherit", "inherit"];
    const connect = (descriptor: number, file: number) => {
      while (stdio.length <= descriptor) stdio.push("ignore");
      stdio[descriptor] = file;
      opened.push(file);
    };
    for (const [descriptor, bytes] of run.input) {
      const path = join(folder, `in${descriptor}`);
      writeFileSync(path, bytes, { mode: 0o600 });
      connect(descriptor, openSync(path, "r"));
    }
    const collected = (run.collect ?? []).map((descriptor) => ({
      descriptor,
      path: join(folder, `out${descriptor}`),
    }));
    for (const { descriptor, path } of collected) connect(descriptor, openSync(path, "w", 0o600));

    const [program = "", ...args] = run.argv.map((argument) =>
      Buffer.from(argument, "latin1").toString("utf8"),
    );
    const child = spawnSync(program, args, { stdio, env: childEnvironment(run.environment) });
    if (child.error !== undefined && !NOT_RUN.has(errorCode(child.error) ?? "")) throw child.error;
    const code = child.error === undefined ? child.status : (run.notRunCode ?? 111);
    const output = new Map(collected.map(({ descriptor, path }) => [descriptor, readFileSync(path)]));
    return { kind: "exited", processId: child.pid, code, output };
  } finally {
    opened.forEach(closeSync);
    rmSync(folder, { recursive: true, force: true });
  }
}
