import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { PROFILES, qmailSmtpd, type Profile } from "../engine/smtpd/index.ts";
import { nodeSystem } from "./node-system.ts";
import { queueFolder } from "./queue-folder.ts";
import { rawArguments, rawEnvironment } from "./raw-process.ts";
import { runChild } from "./run-child.ts";
import { runProgram } from "./run-program.ts";
import { writeAll } from "./write.ts";

const DEFAULT_PROFILE = "netqmail-1.06";
const QUEUE_PROGRAM = "bin/qmail-queue";

/**
 * `lab qmail-smtpd [--profile NAME] [CHECKPASSWORD SUBPROGRAM...]`: the profile may come from LAB_PROFILE too. Mail goes
 * to ./bin/qmail-queue, or into ./queue/ where there's no such program. Exits 2 for a wrong option.
 */
export async function runQmailSmtpd(args: readonly string[]): Promise<number> {
  const chosen = chooseProfile(args);
  if ("wrong" in chosen) {
    writeAll(2, `lab qmail-smtpd: ${chosen.wrong}\n`);
    return 2;
  }
  const store = queueFolder("queue");
  const argv = ["qmail-smtpd", ...rawArguments(chosen.rest)];
  return runProgram(qmailSmtpd(chosen.profile, "none"), nodeSystem(argv, rawEnvironment()), (run) =>
    run.argv[0] === QUEUE_PROGRAM && !existsSync(QUEUE_PROGRAM) ? store(run) : runChild(run),
  );
}

type Choice = { readonly profile: Profile; readonly rest: readonly string[] } | { readonly wrong: string };

function chooseProfile(args: readonly string[]): Choice {
  // Only what comes before the first argument is ours: the rest belongs to checkpassword.
  const { tokens } = parseArgs({
    args: [...args],
    options: OPTIONS,
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  let name = process.env["LAB_PROFILE"] ?? DEFAULT_PROFILE;
  let used = 0;
  for (const token of tokens) {
    if (token.kind !== "option") {
      used = token.kind === "option-terminator" ? token.index + 1 : token.index;
      break;
    }
    if (token.name !== "profile") return { wrong: `unknown option ${token.rawName}` };
    if (token.value === undefined) return { wrong: "--profile needs a name" };
    name = token.value;
    used = token.index + (token.inlineValue ? 1 : 2);
  }
  const profile = Object.values(PROFILES).find((known) => known.name === name);
  if (profile === undefined) {
    return {
      wrong: `unknown profile ${JSON.stringify(name)}; there are ${Object.keys(PROFILES).join(", ")}`,
    };
  }
  return { profile, rest: args.slice(used) };
}

const OPTIONS = { profile: { type: "string" } } as const;
