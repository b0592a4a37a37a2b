import { qmailNewmrh } from "../engine/newmrh/index.ts";
import type { Program } from "../engine/program/index.ts";
import { tcprules, tcprulescheck } from "../engine/tcprules/index.ts";
import { nodeSystem } from "./node-system.ts";
import { rawArguments, rawEnvironment } from "./raw-process.ts";
import { runProgram } from "./run-program.ts";

/** `lab tcprules CDB TMP`. */
export const runTcprules = runsAs("tcprules", tcprules);

/** `lab tcprulescheck CDB`. */
export const runTcprulescheck = runsAs("tcprulescheck", tcprulescheck);

/** `lab qmail-newmrh`. */
export const runQmailNewmrh = runsAs("qmail-newmrh", qmailNewmrh);

function runsAs(name: string, program: Program): (args: readonly string[]) => Promise<number> {
  return (args) =>
    runProgram(program, nodeSystem([name, ...rawArguments(args)], rawEnvironment()), () => {
      throw new Error(`${name} runs no other program`);
    });
}
