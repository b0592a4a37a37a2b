import type { ByteString } from "../bytes/index.ts";
import { addRecipient, openEnvelope } from "../queue/index.ts";
import { rcpthosts } from "../rcpthosts/index.ts";
import type { AddressStep } from "../trace/index.ts";
import { addrparse } from "./addrparse.ts";
import { authExtensions, isAuthRequired } from "./auth-mode.ts";
import { smtp_auth } from "./auth.ts";
import { bmfcheck } from "./bmfcheck.ts";
import { cString, isSameWord } from "./commands.ts";
import { smtp_data } from "./data.ts";
import { mailfrom_parms } from "./mailfrom-parms.ts";
import { ehloReply, heloReply, quitReply } from "./replies.ts";
import { end, noteOutOfOrder, out, reply, type SessionState, type Step } from "./state.ts";

/** A verb: what it does with its argument, and whether its reply goes out at once or with the next ones. */
export interface Verb {
  /** In upper case. */
  readonly name: string;
  /** Gives back the part that may have to wait; null when all is done. */
  readonly run: (session: SessionState, argument: ByteString) => Step | null;
  readonly output: "flushed" | "held back";
}

// qmail-1.03 qmail-smtpd.c smtpcommands
const COMMANDS: readonly Verb[] = [
  { name: "RCPT", run: smtp_rcpt, output: "held back" },
  { name: "MAIL", run: smtp_mail, output: "held back" },
  { name: "DATA", run: smtp_data, output: "flushed" },
  { name: "QUIT", run: smtp_quit, output: "flushed" },
  { name: "HELO", run: smtp_helo, output: "flushed" },
  { name: "EHLO", run: smtp_ehlo, output: "flushed" },
  { name: "RSET", run: smtp_rset, output: "held back" },
  { name: "HELP", run: smtp_help, output: "flushed" },
  { name: "NOOP", run: (session) => reply(session, "err_noop"), output: "flushed" },
  { name: "VRFY", run: (session) => reply(session, "err_vrfy"), output: "flushed" },
];

/** The verbs of all versions, by their names in upper and in lower case. */
export const VERBS = byName(COMMANDS);

/** The verbs with the one that the SMTP AUTH patch adds. */
// netqmail-smtp-auth qmail-smtpd.c smtpcommands
export const VERBS_WITH_AUTH = byName([...COMMANDS, { name: "AUTH", run: smtp_auth, output: "flushed" }]);

function byName(verbs: readonly Verb[]): ReadonlyMap<ByteString, Verb> {
  return new Map(
    verbs.flatMap((verb) => [[verb.name, verb] as const, [verb.name.toLowerCase(), verb] as const]),
  );
}

// qmail-1.03 qmail-smtpd.c smtp_helo
function smtp_helo(session: SessionState, argument: ByteString): null {
  session.envelope = null;
  dohelo(session, argument);
  return out(session, heloReply(session.settings.greeting), "smtp_helo");
}

// qmail-1.03 qmail-smtpd.c smtp_ehlo
function smtp_ehlo(session: SessionState, argument: ByteString): null {
  const { greeting, smtpauth, databytes } = session.settings;
  session.envelope = null;
  dohelo(session, argument);
  const extensions = session.profile.auth === "none" ? [] : authExtensions(smtpauth, databytes);
  return out(session, ehloReply(greeting, extensions), "smtp_ehlo");
}

// qmail-1.03 qmail-smtpd.c dohelo
function dohelo(session: SessionState, argument: ByteString): void {
  session.fakehelo = isSameWord(session.settings.remotehost, argument) ? null : argument;
}

// qmail-1.03 qmail-smtpd.c smtp_rset
function smtp_rset(session: SessionState): null {
  session.envelope = null;
  // netqmail-smtp-auth qmail-smtpd.c smtp_rset: what AUTH has brought stays.
  session.seenauth = false;
  return reply(session, "smtp_rset");
}

function smtp_help(session: SessionState): null {
  return out(session, session.profile.help, "smtp_help");
}

function smtp_quit(session: SessionState): Step {
  out(session, quitReply(session.settings.greeting), "smtp_quit");
  return end(session, "quit");
}

// qmail-1.03 qmail-smtpd.c smtp_mail, netqmail-smtp-auth qmail-smtpd.c smtp_mail
function smtp_mail(session: SessionState, argument: ByteString): null {
  if (isAuthRequired(session.settings.smtpauth) && !session.seenauth) {
    noteOutOfOrder(session, { command: "MAIL", needs: "AUTH" });
    return reply(session, "err_submission");
  }
  const sender = parseAddress(session, argument);
  if (sender === null) return reply(session, "err_syntax");
  if (session.profile.auth === "patched" && mailfrom_parms(session, argument) === "too big") {
    return reply(session, "err_size");
  }
  const verdict = bmfcheck(session.settings.badmailfrom, sender, session.note);
  session.badSender = verdict === "bad" ? sender : null;
  session.envelope = openEnvelope(cString(sender));
  return reply(session, "smtp_mail");
}

// qmail-1.03 qmail-smtpd.c smtp_rcpt
function smtp_rcpt(session: SessionState, argument: ByteString): Step | null {
  const { envelope } = session;
  if (envelope === null) {
    noteOutOfOrder(session, { command: "RCPT", needs: "MAIL" });
    return reply(session, "err_wantmail");
  }
  const address = parseAddress(session, argument);
  if (address === null) return reply(session, "err_syntax");
  if (session.badSender !== null) {
    // MAIL has looked already; this tells it again, to go with the reply that comes of it.
    bmfcheck(session.settings.badmailfrom, session.badSender, session.note);
    return reply(session, "err_bmf");
  }
  const recipient = session.relayclient === null ? cString(address) : cString(address + session.relayclient);
  const verdict = session.relayclient === null ? addrallowed(session, recipient) : "accept";
  if (verdict === "trouble") {
    reply(session, "die_control");
    return end(session, "trouble");
  }
  if (verdict === "refuse") return reply(session, "err_nogateway");
  if (session.relayclient !== null) {
    const upstream = "qmail-smtpd.c smtp_rcpt";
    session.note?.({ kind: "relayclient-used", upstream, value: session.relayclient, recipient });
  }
  addRecipient(envelope, recipient);
  return reply(session, "smtp_rcpt");
}

// qmail-1.03 qmail-smtpd.c addrallowed
function addrallowed(session: SessionState, recipient: ByteString): "accept" | "refuse" | "trouble" {
  return rcpthosts(session.settings.hosts, recipient, session.note);
}

function parseAddress(session: SessionState, argument: ByteString): ByteString | null {
  const { note, settings } = session;
  if (note === null) return addrparse(argument, settings.liphost, null);
  const steps: AddressStep[] = [];
  const address = addrparse(argument, settings.liphost, steps);
  note({ kind: "address-parsed", upstream: "qmail-smtpd.c addrparse", argument, steps, address });
  return address;
}
