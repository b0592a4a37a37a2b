import { lowerAscii, type ByteString } from "../bytes/index.ts";
import type { Arrival, Environment } from "../program/index.ts";
import type { Note } from "../trace/index.ts";
import { parseCommand } from "./commands.ts";
import { emptyInput, takeLine } from "./input.ts";
import type { Profile } from "./profiles.ts";
import { greetingReply, type ReplyName } from "./replies.ts";
import { setup, type SessionHost, type Settings } from "./setup.ts";
import {
  end,
  flush,
  out,
  reply,
  saferead,
  type Demand,
  type Effect,
  type Output,
  type SessionState,
  type Step,
} from "./state.ts";
import { VERBS, VERBS_WITH_AUTH } from "./verbs.ts";

/** What a session is opened with. Without notes it says the same and is faster. */
export interface SessionOptions {
  readonly profile: Profile;
  readonly host: SessionHost;
  readonly notes: "all" | "none";
}

/** A connection to qmail-smtpd. Each {@link feed} changes it. */
export interface Session {
  /** Seconds of the client's silence after which a `timeout` is due. */
  readonly timeoutSeconds: number;
  /** What it waits for; "nothing" once it has ended. */
  demand: Demand;
  readonly output: Output;
  readonly steps: Step<never>;
}

/** A session, and what it did first. */
export interface Opening {
  readonly session: Session;
  readonly effects: readonly Effect[];
}

/** Starts a session: it reads the control files and greets. It never fails: trouble is a reply and an `exit`. */
// qmail-1.03 qmail-smtpd.c main
export function openSession({ profile, host, notes }: SessionOptions): Opening {
  const found: Effect[] = [];
  const note = notes === "all" ? (note: Note) => void found.push({ kind: "note", note }) : null;
  const ready = setup(profile, host, note);
  if (ready.kind === "failed") {
    const output: Output = { effects: found, heldBack: 0, note };
    return start(output, failure(output, ready.reply), 0);
  }
  const session = initialState({ profile, host, settings: ready.settings, effects: found });
  if (notes === "all") session.note = (note) => void session.effects.push({ kind: "note", note });
  return start(session, conversation(session), ready.settings.timeoutSeconds);
}

/**
 * Hands a session what has come of its demand, and gives what it does then, in its order. Throws RangeError if it didn't
 * demand that: that's a bug of the caller.
 */
export function feed(session: Session, arrival: Arrival): readonly Effect[] {
  if (!ANSWERS[session.demand].includes(arrival.kind)) {
    throw new RangeError(`${arrival.kind} for a session that waits for ${session.demand}`);
  }
  session.output.effects = [];
  session.demand = session.steps.next(arrival).value;
  return session.output.effects;
}

const ANSWERS: Readonly<Record<Demand, readonly Arrival["kind"][]>> = {
  input: ["bytes", "end of input", "unreadable", "timeout"],
  queue: ["exited"],
  checkpassword: ["exited"],
  sleep: ["timeout"],
  nothing: [],
};

function start(output: Output, steps: Step<never>, timeoutSeconds: number): Opening {
  const demand = steps.next().value;
  return { session: { timeoutSeconds, demand, output, steps }, effects: output.effects };
}

function* failure(output: Output, name: ReplyName): Step<never> {
  reply(output, name);
  return yield* end(output, "trouble");
}

// qmail-1.03 qmail-smtpd.c main, commands.c commands
function* conversation(session: SessionState): Step<never> {
  out(session, greetingReply(session.settings.greeting), "main");
  for (;;) {
    const line = takeLine(session.input);
    if (line === null) {
      yield* saferead(session);
      continue;
    }
    const step = obey(session, line);
    if (step === null) continue;
    yield* step;
    flush(session);
  }
}

// Does what a line asks for, but for the part that may have to wait. The verbs with such a part flush after it.
// Apart from the loop since engines are better at compiling plain functions.
function obey(session: SessionState, line: ByteString): Step | null {
  const { verb, argument } = parseCommand(line);
  const verbs = session.profile.auth === "none" ? VERBS : VERBS_WITH_AUTH;
  const known = verbs.get(verb) ?? verbs.get(lowerAscii(verb));
  const command = known?.name ?? null;
  session.note?.({ kind: "command-read", upstream: "commands.c commands", verb, argument, command });
  const step = known === undefined ? reply(session, "err_unimpl") : known.run(session, argument);
  if (step === null && known?.output !== "held back") flush(session);
  return step;
}

function initialState(given: {
  readonly profile: Profile;
  readonly host: SessionHost;
  readonly settings: Settings;
  readonly effects: Effect[];
}): SessionState {
  const { profile, host, settings, effects } = given;
  return {
    effects,
    heldBack: 0,
    note: null,
    profile,
    host,
    settings,
    input: emptyInput(),
    environment: profile.auth === "none" ? host.environment : withLoweredMode(host.environment),
    protocol: "SMTP",
    relayclient: settings.relayclient,
    remoteinfo: settings.remoteinfo,
    fakehelo: null,
    seenauth: false,
    badSender: null,
    envelope: null,
    buffers: null,
  };
}

// The original lowers SMTPAUTH where it stands, so that the programs it runs see it so.
// netqmail-smtp-auth qmail-smtpd.c setup
function withLoweredMode(environment: Environment): Environment {
  const mode = environment.get("SMTPAUTH");
  return mode === undefined ? environment : new Map(environment).set("SMTPAUTH", lowerAscii(mode));
}
