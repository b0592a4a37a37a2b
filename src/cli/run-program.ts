import { spawnSync } from "node:child_process";
import type { ByteString } from "../engine/bytes/index.ts";
import {
  errorText,
  isFileError,
  type Arrival,
  type Program,
  type System,
  type Wait,
} from "../engine/program/index.ts";
import { childEnvironment } from "./raw-process.ts";
import type { Exited, Run } from "./run-child.ts";
import { standardInput, type StandardInput } from "./standard-input.ts";
import { errorCode, writeAll } from "./write.ts";

/** Runs a program to its end, or as the program that it becomes, and gives the exit code. */
export async function runProgram(
  program: Program,
  system: System,
  runChild: (run: Run) => Exited,
): Promise<number> {
  const input = standardInput();
  const coroutine = program(system);
  let step = coroutine.next();
  while (step.done !== true) step = coroutine.next(await answer(step.value, input, runChild));
  const ending = step.value;
  if (ending.kind === "crash") return 128 + ending.signal;
  return ending.kind === "exit" ? ending.code : become(ending.argv, ending.environment);
}

async function answer(wait: Wait, input: StandardInput, runChild: (run: Run) => Exited): Promise<Arrival> {
  switch (wait.kind) {
    case "read":
      return input.read(wait.timeoutSeconds);
    case "sleep":
      await new Promise((resolve) => setTimeout(resolve, wait.seconds * 1000));
      return { kind: "timeout" };
    case "run":
      return runChild(wait);
    case "look up":
      // No program of `lab` asks DNS.
      return { kind: "looked up", answer: { kind: "temporary failure", why: "servfail" } };
    default: {
      const never: never = wait;
      throw new Error(`unknown wait ${JSON.stringify(never)}`);
    }
  }
}

// Node can't replace its process, so the program runs as a child that has all the descriptors.
function become(argv: readonly ByteString[], environment: System["environment"]): number {
  const [program = "", ...args] = argv.map((argument) => Buffer.from(argument, "latin1").toString("utf8"));
  const child = spawnSync(program, args, { stdio: "inherit", env: childEnvironment(environment) });
  if (child.error !== undefined) {
    const code = errorCode(child.error);
    const why = code !== null && isFileError(code) ? errorText(code) : child.error.message;
    writeAll(2, `lab: unable to run ${program}: ${why}\n`);
    return 111;
  }
  return child.status ?? 111;
}
