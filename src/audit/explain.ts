import { bytesOf, type ByteString } from "../engine/bytes/index.ts";
import { domainFromDot, domainToDot } from "../engine/dns/index.ts";
import type { Environment } from "../engine/program/index.ts";
import { getcontrols, rewrite, type Channel } from "../engine/send/index.ts";
import { feed, openSession, PROFILES, type Effect, type SessionHost } from "../engine/smtpd/index.ts";
import { admit } from "../engine/tcpserver/index.ts";
import type { Note } from "../engine/trace/index.ts";
import type { Configuration } from "./configuration.ts";
import { controlReader, type ReadControl } from "./control-files.ts";
import { environmentBehind, type Door } from "./door.ts";
import type { Outcome } from "./outcome.ts";
import { doorOf } from "./run.ts";
import { rulesInForce } from "./rules-in-force.ts";

/** A client that sends one mail. */
export interface Probe {
  /** A dotted decimal. */
  readonly address: string;
  /** What DNS says the address is called, and leads back to it; null: nothing. */
  readonly name: ByteString | null;
  /** What its ident server says; null: nothing. */
  readonly info: ByteString | null;
  /** Without the angle brackets. What comes after a newline doesn't count: a command is one line. */
  readonly sender: ByteString;
  readonly recipient: ByteString;
}

/** What becomes of a probe, and all decisions on its way, in their order. */
export interface Explanation {
  /** Null: nobody gave rules or a run script. */
  readonly admission: Outcome | null;
  readonly delivery: Delivery;
  readonly notes: readonly Note[];
}

export type Delivery =
  /** The client isn't let in. */
  | { readonly kind: "not connected" }
  /** Nobody gave control/. */
  | { readonly kind: "unknown" }
  /** What qmail-smtpd answers to RCPT, or to whatever ended the session before; without CR LF. */
  | { readonly kind: "refused"; readonly reply: ByteString }
  /** It's taken for `recipient`; `route` is where qmail-send takes it, null if that doesn't start with these files. */
  | {
      readonly kind: "accepted";
      readonly reply: ByteString;
      readonly recipient: ByteString;
      readonly route: { readonly channel: Channel; readonly address: ByteString } | null;
    };

/** Plays a probe through the programs themselves: tcpserver's decision, qmail-smtpd, then qmail-send's way for it. */
export function explain(
  configuration: Configuration,
  probe: Probe,
  door: Door = doorOf(configuration),
): Explanation {
  const notes: Note[] = [];
  const note = (one: Note): void => void notes.push(one);
  const rules = rulesInForce(configuration, door);
  const admission = admit(connectionOf(probe, door), door.environment, rules?.option ?? null, note);
  const environment = admission.verdict === "allow" ? environmentBehind(door, admission.environment) : null;
  const outcome = rules === null ? null : outcomeOfAdmission(admission, environment);
  if (environment === null) return { admission: outcome, delivery: { kind: "not connected" }, notes };
  const read = controlReader(configuration);
  if (read === null) return { admission: outcome, delivery: { kind: "unknown" }, notes };
  const delivery = converse(probe, { door, read, environment }, note);
  return { admission: outcome, delivery, notes };
}

function connectionOf({ address, name, info }: Probe, { clientName, asksIdent, ownAddresses }: Door) {
  const domain = name === null || clientName === "unasked" ? null : domainFromDot(name);
  return {
    localIp: ownAddresses[0] ?? "0.0.0.0",
    localPort: 25,
    localHost: null,
    remoteIp: address,
    remotePort: 1024,
    remoteHost: domain === null ? null : domainToDot(domain),
    remoteInfo: asksIdent ? info : null,
  };
}

function outcomeOfAdmission({ verdict }: ReturnType<typeof admit>, environment: Environment | null): Outcome {
  if (verdict === "deny") return { kind: "denied" };
  if (environment === null) return { kind: "dropped" };
  const value = environment.get("RELAYCLIENT");
  return value === undefined ? { kind: "allowed" } : { kind: "relays", value };
}

function converse(
  { sender, recipient }: Probe,
  { door, read, environment }: { door: Door; read: ReadControl; environment: Environment },
  note: (note: Note) => void,
): Delivery {
  const host: SessionHost = {
    argv: ["qmail-smtpd"],
    environment,
    processId: 1,
    now: () => 0,
    readFile: read,
    ownAddresses: () => door.ownAddresses,
  };
  const { session, effects } = openSession({ profile: PROFILES[door.smtpd], host, notes: "all" });
  let last = told(effects, note);
  for (const line of [`MAIL FROM:<${oneLine(sender)}>`, `RCPT TO:<${oneLine(recipient)}>`]) {
    if (session.demand !== "input") break;
    last = told(feed(session, { kind: "bytes", bytes: bytesOf(`${line}\r\n`) }), note);
  }
  const reply = last.reply ?? "";
  if (last.recipient === null || !reply.startsWith("250")) return { kind: "refused", reply };
  const controls = getcontrols({ readFile: read, note: null });
  const route = controls === null ? null : rewrite(last.recipient, controls.routing);
  return { kind: "accepted", reply, recipient: last.recipient, route };
}

/** Hands on the notes among effects, and gives the last reply and the recipient that was taken. */
function told(
  effects: readonly Effect[],
  note: (note: Note) => void,
): { readonly reply: ByteString | null; readonly recipient: ByteString | null } {
  let reply: ByteString | null = null;
  let recipient: ByteString | null = null;
  for (const effect of effects) {
    if (effect.kind !== "note") continue;
    const { note: one } = effect;
    note(one);
    if (one.kind === "replied") reply = one.text.replace(/\r\n$/, "");
    if (one.kind === "relayclient-used" || one.kind === "rcpthosts-decided") recipient = one.recipient;
  }
  return { reply, recipient };
}

function oneLine(text: ByteString): ByteString {
  return text.split("\n", 1)[0] ?? "";
}
