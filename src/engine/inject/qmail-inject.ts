import { byteString, bytesOf, joinBytes, type ByteString } from "../bytes/index.ts";
import { die, type Arrival, type Ending, type System, type Wait } from "../program/index.ts";
import { addRecipient, closeEnvelope, openEnvelope, qmail_close, type CustomErrors } from "../queue/index.ts";
import { quote2 } from "../quote/index.ts";
import { sgetopt } from "../sgetopt/index.ts";
import { inject, wholeAddress, type Injected, type RecipientStrategy } from "./inject.ts";
import { queueFailure, readError, unparsable, type Fatal } from "./replies.ts";
import { readSettings } from "./settings.ts";

/** What differs between the versions of qmail-inject. */
export interface InjectProfile {
  /** The variable that names another program in place of bin/qmail-queue. */
  readonly queueVariable: "QMAILQUEUE" | null;
  readonly customErrors: CustomErrors;
  readonly unparsableRecipients: "fatal" | "kept";
}

/**
 * qmail-inject(8): makes the message on standard input whole and hands it to qmail-queue, or shows it (-n). It's to be
 * run in qmail's home.
 */
// qmail-1.03 qmail-inject.c main
export function qmailInject(profile: InjectProfile) {
  return function* (system: System): Generator<Wait, Ending, Arrival> {
    const end = ({ code, text }: Fatal): Ending => die(system, code, text);
    const source = { readFile: (path: ByteString) => system.readFile(path), note: null };
    const settings = readSettings(source, system.environment);
    if ("code" in settings) return end(settings);
    const { options, isBad, problem, rest } = sgetopt(system.argv, "aAhHnNf:");
    let strategy: RecipientStrategy | null = null;
    let isShown = false;
    let sender: ByteString | null = null;
    for (const { letter, value } of options) {
      if (letter === "f") {
        sender = wholeAddress(value, settings);
        if (sender === null) return end(unparsable(quote2(value)));
      } else if (letter === "n" || letter === "N") isShown = letter === "n";
      else strategy = strategies.get(letter) ?? null;
    }
    if (isBad) return die(system, 100, `qmail-inject: ${problem}\n`);
    const read = yield* readInput();
    if (read === null) return end(readError);
    const injected = inject(read, {
      settings,
      strategy: strategy ?? (rest.length > 0 ? "arguments" : "header"),
      arguments: rest,
      sender,
      when: system.now(),
      processId: system.processId,
      unparsableRecipients: profile.unparsableRecipients,
    });
    if ("code" in injected) return end(injected);
    if (!isShown) return yield* enqueue(system, injected, profile);
    system.write(1, bytesOf(`Return-Path: <${quote2(injected.sender)}>\n${injected.message}`));
    return { kind: "exit", code: 0 };
  };
}

/** -A stands for what is done without any of them. */
const strategies: ReadonlyMap<string, RecipientStrategy> = new Map([
  ["a", "arguments"],
  ["h", "header"],
  ["H", "both"],
]);

/** All of standard input; null if it can't be read. */
function* readInput(): Generator<Wait, ByteString | null, Arrival> {
  const chunks: Uint8Array[] = [];
  for (;;) {
    const arrival = yield { kind: "read", timeoutSeconds: null };
    if (arrival.kind === "unreadable") return null;
    if (arrival.kind !== "bytes") return byteString(joinBytes(chunks));
    chunks.push(arrival.bytes);
  }
}

// qmail-1.03 qmail-inject.c exitnicely, qmail.c qmail_open
function* enqueue(
  system: System,
  { sender, recipients, message }: Injected,
  { queueVariable, customErrors }: InjectProfile,
): Generator<Wait, Ending, Arrival> {
  const envelope = openEnvelope(sender);
  for (const recipient of recipients) addRecipient(envelope, recipient);
  const other = queueVariable === null ? undefined : system.environment.get(queueVariable);
  const arrival = yield {
    kind: "run",
    argv: [other ?? "bin/qmail-queue"],
    environment: system.environment,
    input: new Map([
      [0, bytesOf(message)],
      [1, closeEnvelope(envelope)],
    ]),
    collect: [6],
    notRunCode: 120,
  };
  if (arrival.kind !== "exited") throw new Error(`${arrival.kind} came for qmail-queue`);
  const ending = { exitCode: arrival.code, customError: arrival.output?.get(6) ?? null };
  const failure = qmail_close(ending, "whole", customErrors);
  if (failure === "") return { kind: "exit", code: 0 };
  const { code, text } = queueFailure(failure);
  return die(system, code, text);
}
