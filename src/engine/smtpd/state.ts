import type { ByteString } from "../bytes/index.ts";
import type { Arrival, Environment } from "../program/index.ts";
import type { EnvelopeDraft } from "../queue/index.ts";
import type { Note } from "../trace/index.ts";
import { nextPortion, offer, takeLine, type Input } from "./input.ts";
import { OUTPUT_BYTES } from "./limits.ts";
import type { Profile } from "./profiles.ts";
import { REPLIES, type ReplyName } from "./replies.ts";
import type { SessionHost, Settings } from "./setup.ts";
import { emptyStralloc, memoryString, type Stralloc } from "./stralloc.ts";

/** What a session does, in its order. */
export type Effect =
  /** Replies, held back until they're flushed. */
  | { readonly kind: "write"; readonly bytes: ByteString }
  /** What is held back goes out. */
  | { readonly kind: "flush" }
  /** A message for `program`: the message on descriptor 0, the envelope on 1. Answered by `exited`. */
  | {
      readonly kind: "enqueue";
      readonly program: ByteString;
      readonly environment: Environment;
      readonly message: Uint8Array;
      /** Empty if the message must not be queued. */
      readonly envelope: Uint8Array;
    }
  /** A user and a password for the program in `argv`, on descriptor 3. Answered by `exited`. */
  | {
      readonly kind: "checkpassword";
      readonly argv: readonly ByteString[];
      readonly environment: Environment;
      readonly input: ByteString;
    }
  /** Time to pass. Answered by `timeout`. */
  | { readonly kind: "sleep"; readonly seconds: number }
  /** The end. What is still held back is lost. */
  | { readonly kind: "exit"; readonly code: number }
  /** The end, by a signal. What is still held back is lost. */
  | { readonly kind: "crash"; readonly signal: number }
  | { readonly kind: "note"; readonly note: Note };

/** What a session waits for: more from the client, the answer to an effect, or nothing any more. */
export type Demand = "input" | "queue" | "checkpassword" | "sleep" | "nothing";

/** A part of the session that may have to wait. */
export type Step<Result = void> = Generator<Demand, Result, Arrival>;

/** What a session has to say. */
export interface Output {
  /** What has been done since the last arrival. */
  effects: Effect[];
  /** Bytes of replies that are held back. */
  heldBack: number;
  /** Where notes go; null if nobody wants any. */
  note: ((note: Note) => void) | null;
}

/** All that changes during a connection. The names are those of the original's variables where it has them. */
export interface SessionState extends Output {
  readonly profile: Profile;
  readonly host: SessionHost;
  readonly settings: Settings;
  readonly input: Input;
  /** What the programs get that the session runs. */
  environment: Environment;

  protocol: "SMTP" | "ESMTPA";
  relayclient: ByteString | null;
  /** What is told of the user: fixed, or whatever stands in that memory by now. */
  remoteinfo: ByteString | readonly number[] | null;
  fakehelo: ByteString | null;
  seenauth: boolean;
  /** The sender, if badmailfrom has it; else null. */
  badSender: ByteString | null;
  /** Sender and recipients; null while MAIL is still to come, which is what the original's seenmail tells. */
  envelope: EnvelopeDraft | null;
  /** Null until they're used. */
  buffers: AuthBuffers | null;
}

/** Buffers of the SMTP AUTH patch; what is told of the user may stand in `user` or in `fuser`. */
export interface AuthBuffers {
  readonly user: Stralloc;
  readonly pass: Stralloc;
  readonly resp: Stralloc;
  readonly fuser: Stralloc;
}

/** Utters a reply that is always the same. Gives null, as a verb does that has nothing to wait for. */
export function reply(output: Output, name: ReplyName): null {
  return out(output, REPLIES[name], name);
}

/** Utters a whole reply, `speaker` being the original's function. Gives null, as {@link reply} does. */
export function out(output: Output, text: ByteString, speaker: string): null {
  output.note?.({ kind: "replied", upstream: `qmail-smtpd.c ${speaker}`, text });
  if (output.heldBack + text.length > OUTPUT_BYTES) flush(output);
  output.effects.push({ kind: "write", bytes: text });
  output.heldBack += text.length;
  return null;
}

/** Tells that a command came before what it needs. */
export function noteOutOfOrder(
  output: Output,
  { command, needs }: { command: "MAIL" | "RCPT" | "DATA"; needs: "AUTH" | "MAIL" | "RCPT" },
): void {
  const upstream = `qmail-smtpd.c smtp_${command.toLowerCase()}`;
  output.note?.({ kind: "out-of-order", upstream, command, needs });
}

/** Lets out what is held back. */
export function flush(output: Output): void {
  if (output.heldBack === 0) return;
  output.heldBack = 0;
  output.effects.push({ kind: "flush" });
}

/** Gets something to look at: the replies go out, and if there's nothing left of what the client sent, it waits. */
// qmail-1.03 qmail-smtpd.c saferead
export function* saferead(session: SessionState): Step {
  const { input } = session;
  flush(session);
  nextPortion(input);
  while (input.at >= input.end) {
    const arrival = yield "input";
    if (arrival.kind === "bytes") offer(input, arrival.bytes);
    else if (arrival.kind === "timeout") {
      reply(session, "die_alarm");
      yield* end(session, "timeout");
    } else yield* end(session, "end of input");
  }
}

/** The next line without its newline. */
export function* getline(session: SessionState): Step<ByteString> {
  for (;;) {
    const line = takeLine(session.input);
    if (line !== null) return line;
    yield* saferead(session);
  }
}

/** Ends the session: by QUIT with 0, else with 1. What is held back goes out first. */
// qmail-1.03 qmail-smtpd.c smtp_quit, die_read, die_alarm, die_control, straynewline
export function* end(output: Output, reason: "quit" | "end of input" | "timeout" | "trouble"): Step<never> {
  flush(output);
  const code = reason === "quit" ? 0 : 1;
  output.note?.({ kind: "session-ended", upstream: "qmail-smtpd.c _exit", reason, exitCode: code });
  output.effects.push({ kind: "exit", code });
  for (;;) yield "nothing";
}

/** Ends the session as the original ends when it writes where there's no memory: with SIGSEGV, nothing let out. */
export function* crash(session: SessionState): Step<never> {
  const upstream = "stralloc_pend.c stralloc_append";
  session.note?.({ kind: "session-ended", upstream, reason: "crash", exitCode: null });
  session.effects.push({ kind: "crash", signal: SIGSEGV });
  for (;;) yield "nothing";
}

/** The buffers of the SMTP AUTH patch. */
export function buffersOf(session: SessionState): AuthBuffers {
  session.buffers ??= {
    user: emptyStralloc(),
    pass: emptyStralloc(),
    resp: emptyStralloc(),
    fuser: emptyStralloc(),
  };
  return session.buffers;
}

/** What is told of the user at the other end, as it stands now. */
export function remoteinfoText(session: SessionState): ByteString | null {
  const { remoteinfo } = session;
  return remoteinfo === null || typeof remoteinfo === "string" ? remoteinfo : memoryString(remoteinfo);
}

/** Sets a variable for the programs that the session runs. */
export function env_put(session: SessionState, name: ByteString, value: ByteString): void {
  session.environment = new Map(session.environment).set(name, value);
}

const SIGSEGV = 11;
