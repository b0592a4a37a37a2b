import type { ByteString } from "../../../engine/bytes/index.ts";
import type { Environment } from "../../../engine/program/index.ts";
import { qmail_close } from "../../../engine/queue/index.ts";
import type { WorldArrival, WorldSystem, WorldWait } from "../../process.ts";

/** What came of handing a message on: `failure` is "" or, behind "D" (for good) or "Z" (for now), the reason. */
export interface Enqueued {
  readonly failure: ByteString;
  /** The process id of qmail-queue, by which logs and headers call the message. */
  readonly processId: number;
}

/** Hands a message and its envelope to qmail-queue, or to the program that stands in for it. */
// netqmail-1.06 qmail.c setup_qqargs, qmail_open, qmail_close
export function* enqueue(
  { host }: Pick<WorldSystem, "host">,
  mail: {
    readonly message: Uint8Array;
    readonly envelope: Uint8Array;
    readonly environment: Environment;
  },
): Generator<WorldWait, Enqueued, WorldArrival> {
  const variable = host.qmail?.queueVariable ?? null;
  const other = variable === null ? undefined : mail.environment.get(variable);
  const program = other ?? "bin/qmail-queue";
  const arrival = yield {
    kind: "run",
    argv: [program.includes("/") && !program.startsWith("/") ? `/var/qmail/${program}` : program],
    environment: mail.environment,
    input: new Map([
      [0, mail.message],
      [1, mail.envelope],
    ]),
    collect: [6],
    notRunCode: 120,
  };
  if (arrival.kind !== "exited") throw new Error(`${arrival.kind} came for qmail-queue`);
  const ending = { exitCode: arrival.code, customError: arrival.output?.get(6) ?? null };
  const failure = qmail_close(ending, "whole", host.qmail?.customErrors ?? "ignored");
  return { failure, processId: arrival.processId };
}
