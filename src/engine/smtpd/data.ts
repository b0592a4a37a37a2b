import type { ByteString } from "../bytes/index.ts";
import { closeEnvelope, qmail_close, type EnvelopeDraft } from "../queue/index.ts";
import { blast, blastMessage, openBlast, type Blast } from "./blast.ts";
import { nextPortion } from "./input.ts";
import { HOPS_MAX } from "./limits.ts";
import { received } from "./received.ts";
import { acceptedReply, queueFailureReply } from "./replies.ts";
import {
  end,
  noteOutOfOrder,
  out,
  remoteinfoText,
  reply,
  saferead,
  type SessionState,
  type Step,
} from "./state.ts";

/** DATA: the message goes to qmail-queue, whose exit code makes the reply. */
// qmail-1.03 qmail-smtpd.c smtp_data
export function smtp_data(session: SessionState): Step | null {
  const { envelope } = session;
  if (envelope !== null && envelope.recipients > 0) return takeMessage(session, envelope);
  const needs = envelope === null ? "MAIL" : "RCPT";
  noteOutOfOrder(session, { command: "DATA", needs });
  return reply(session, needs === "MAIL" ? "err_wantmail" : "err_wantrcpt");
}

function* takeMessage(session: SessionState, envelope: EnvelopeDraft): Step {
  const { note, profile, settings } = session;
  const bytesMax = settings.databytes === 0 ? null : settings.databytes;
  session.envelope = null;
  reply(session, "smtp_data");
  const message = openBlast(receivedLine(session), bytesMax);
  yield* readMessage(session, message);
  if (message.ending === "bare newline") {
    note?.({ kind: "bare-newline", upstream: "qmail-smtpd.c blast", atByte: message.bytesRead });
    out(session, profile.straynewline, "straynewline");
    yield* end(session, "trouble");
  }

  const { hops, bytes } = message;
  const isLooping = hops >= HOPS_MAX;
  const isTooBig = bytesMax !== null && bytes > bytesMax;
  note?.({ kind: "data-ended", upstream: "qmail-smtpd.c blast", bytes, bytesMax, hops, hopsMax: HOPS_MAX });

  const handedOver = isLooping || isTooBig ? "cut off" : "whole";
  const failure = yield* enqueue(session, {
    message: blastMessage(message),
    envelope: handedOver === "whole" ? closeEnvelope(envelope) : new Uint8Array(),
    handedOver,
  });
  if (failure === null) return;
  if (isLooping) reply(session, "err_hops");
  else if (isTooBig) reply(session, "err_size");
  else out(session, queueFailureReply(failure), "smtp_data");
}

function* readMessage(session: SessionState, message: Blast): Step {
  const { input } = session;
  for (;;) {
    if (input.at >= input.end) yield* saferead(session);
    // With nothing to let out, the portions make no difference.
    const stop = session.heldBack === 0 ? input.bytes.length : input.end;
    input.at = blast(message, input.bytes, input.at, stop);
    if (input.at > input.end) nextPortion(input);
    if (message.ending !== "open") return;
  }
}

interface Mail {
  readonly message: Uint8Array;
  readonly envelope: Uint8Array;
  readonly handedOver: "whole" | "cut off";
}

// Gives null when the message is queued and the client told so; else what went wrong.
function* enqueue(session: SessionState, mail: Mail): Step<ByteString | null> {
  const { profile, environment } = session;
  const fromVariable = profile.queueVariable === null ? undefined : environment.get(profile.queueVariable);
  session.effects.push({
    kind: "enqueue",
    program: fromVariable ?? "bin/qmail-queue",
    environment,
    message: mail.message,
    envelope: mail.envelope,
  });
  const answer = yield "queue";
  if (answer.kind !== "exited") throw new RangeError(`no answer of qmail-queue: ${answer.kind}`);
  const { code, processId, output } = answer;
  session.note?.({ kind: "queue-ended", upstream: "qmail.c qmail_close", exitCode: code, processId });
  const ending = { exitCode: code, customError: output?.get(6) ?? null };
  const failure = qmail_close(ending, mail.handedOver, profile.customErrors);
  if (failure !== "") return failure;
  out(session, acceptedReply(session.host.now(), processId), "acceptmessage");
  return null;
}

function receivedLine(session: SessionState): ByteString {
  const { settings, profile, protocol, fakehelo } = session;
  const { local, remoteip, remotehost } = settings;
  const hop = { protocol, local, remoteip, remotehost, remoteinfo: remoteinfoText(session), helo: fakehelo };
  return received({ ...hop, seconds: session.host.now() }, profile.unsafe);
}
