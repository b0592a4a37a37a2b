import { bytesOf } from "../../engine/bytes/index.ts";
import { rblsmtpd } from "../../engine/rblsmtpd/index.ts";
import { runInMemory } from "./memory-system.ts";
import type { RblsmtpdRecording } from "./recordings.ts";

/** Runs rblsmtpd for a client; the program behind it is echo. */
export function playRblsmtpd({ args, env, input }: RblsmtpdRecording): object {
  const processId = 1000;
  const { exit, stdout, stderr } = runInMemory({
    program: rblsmtpd,
    argv: ["rblsmtpd", ...args, "/bin/echo", "let", "in"],
    environment: new Map(Object.entries(env)),
    input: input === "" ? [] : [bytesOf(input)],
    processId,
    become: ([, ...words]) => `${words.join(" ")}\n`,
  });
  return { exit, stdout, stderr: stderr.replace(`pid ${processId}:`, "pid <pid>:") };
}
