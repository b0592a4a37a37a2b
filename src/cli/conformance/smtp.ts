import { byteString, bytesOf, type ByteString } from "../../engine/bytes/index.ts";
import { compileMorercpthosts } from "../../engine/newmrh/index.ts";
import type { Environment, Wait } from "../../engine/program/index.ts";
import { PROFILES, qmailSmtpd } from "../../engine/smtpd/index.ts";
import { compileRules } from "../../engine/tcprules/index.ts";
import { admit } from "../../engine/tcpserver/index.ts";
import { checkpassword } from "./checkpassword.ts";
import { runInMemory } from "./memory-system.ts";
import type { ChainRecording, SmtpRecording } from "./recordings.ts";

/** What qmail-smtpd did. `queued` are the mails that qmail-queue took, as they were handed over. */
export interface SmtpOutcome {
  readonly output: ByteString;
  readonly exit: number;
  readonly queued: readonly QueuedMail[];
}

interface QueuedMail {
  readonly message: ByteString;
  readonly envelope: ByteString;
}

/** How the client's input is cut; as it is if nobody says. */
export type CutInput = (input: Uint8Array) => readonly Uint8Array[];

const whole: CutInput = (input) => (input.length === 0 ? [] : [input]);

/** Plays one session of qmail-smtpd. */
export function playSmtp(recording: SmtpRecording, cut = whole): SmtpOutcome {
  return playSession(recording, {
    environment: environmentOf(recording.env),
    accounts: recording.accounts,
    cut,
  });
}

/** Compiles the rules, looks up the connection in them and, if they let it in, plays one session of qmail-smtpd. */
export function playChain(recording: ChainRecording, cut = whole): object {
  const rules = compileRules(bytesOf(recording.rules));
  if (rules.kind !== "compiled") throw new Error(`rules don't compile: ${JSON.stringify(rules)}`);
  const read = { kind: "read", bytes: rules.cdb, origin: null } as const;
  const option = { path: "rules.cdb", read, whenMissing: "drop" } as const;
  const admission = admit(recording.connection, new Map(), option, () => undefined);
  if (admission.verdict !== "allow") return { denied: true, output: "", queued: [] };
  const { environment } = admission;
  return { denied: false, ...playSession(recording, { environment, accounts: null, cut }) };
}

type Session = Pick<SmtpRecording, "profile" | "now" | "files" | "input" | "ipme" | "stall" | "queueExit">;

function playSession(
  recording: Session,
  given: { environment: Environment; accounts: SmtpRecording["accounts"]; cut: CutInput },
): SmtpOutcome {
  const { environment, accounts, cut } = given;
  const queued: QueuedMail[] = [];
  const { exit, stdout } = runInMemory({
    program: qmailSmtpd(PROFILES[recording.profile]),
    argv: accounts === null ? ["qmail-smtpd"] : ["qmail-smtpd", "checkpassword", "true"],
    environment,
    files: filesOf(recording.files),
    input: cut(bytesOf(recording.input)),
    afterInput: recording.stall ? "timeout" : "end of input",
    now: recording.now,
    ownAddresses: recording.ipme,
    run: (run) => {
      const isQueue = run.argv[0] === "bin/qmail-queue";
      const code = isQueue ? queue(run, recording.queueExit, queued) : checkpassword(run, accounts ?? {});
      return { kind: "exited", processId: QUEUE_PROCESS_ID, code };
    },
  });
  // The recordings don't hold the number of the process that took a mail.
  const output = stdout.replace(/^(250 ok \d+ qp )\d+\r$/gm, "$1<qp>\r");
  return { output, exit, queued };
}

type Run = Extract<Wait, { kind: "run" }>;

const QUEUE_PROCESS_ID = 1001;

/** qmail-queue as it was when the recordings were made: it takes what has an envelope, unless told to fail. */
function queue(run: Run, exitCode: number, queued: QueuedMail[]): number {
  const mail = { message: inputText(run, 0), envelope: inputText(run, 1) };
  if (exitCode !== 0) return exitCode;
  if (mail.envelope === "") return 54;
  queued.push(mail);
  return 0;
}

function inputText(run: Run, descriptor: number): ByteString {
  return byteString(run.input.get(descriptor) ?? new Uint8Array());
}

function environmentOf(variables: Readonly<Record<string, ByteString>>): Environment {
  return new Map(Object.entries(variables));
}

function filesOf(files: Readonly<Record<string, ByteString>>): Map<ByteString, Uint8Array> {
  const found = new Map<ByteString, Uint8Array>();
  for (const [name, text] of Object.entries(files)) {
    found.set(`control/${name}`, bytesOf(text));
    if (name === "morercpthosts") {
      found.set("control/morercpthosts.cdb", compileMorercpthosts(bytesOf(text)).cdb);
    }
  }
  return found;
}
