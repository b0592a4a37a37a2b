import type { ByteString } from "../bytes/index.ts";
import { envelopeRecipient } from "../queue/index.ts";
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
import { end, out, reply, type SessionState, type Step } from "./state.ts";

/** What a verb does with its argument. A part that may have to wait is given back; null means that all is done. */
export type Verb = (session: SessionState, argument: ByteString) => Step | null;

/** The verbs of all versions, in lower case. */
// qmail-1.03 qmail-smtpd.c smtpcommands
export const VERBS: ReadonlyMap<ByteString, Verb> = new Map<ByteString, Verb>([
  ["rcpt", smtp_rcpt],
  ["mail", smtp_mail],
  ["data", smtp_data],
  ["quit", smtp_quit],
  ["helo", smtp_helo],
  ["ehlo", smtp_ehlo],
  ["rset", smtp_rset],
  ["help", smtp_help],
  ["noop", (session) => reply(session, "err_noop")],
  ["vrfy", (session) => reply(session, "err_vrfy")],
]);

/** The verbs with the one that the SMTP AUTH patch adds. */
// netqmail-smtp-auth qmail-smtpd.c smtpcommands
export const VERBS_WITH_AUTH: ReadonlyMap<ByteString, Verb> = new Map([...VERBS, ["auth", smtp_auth]]);

/** The verbs whose replies wait for the next ones; all other replies go out at once. */
// qmail-1.03 qmail-smtpd.c smtpcommands
export const UNFLUSHED_VERBS: ReadonlySet<ByteString> = new Set(["rcpt", "mail", "rset"]);

// qmail-1.03 qmail-smtpd.c smtp_helo
function smtp_helo(session: SessionState, argument: ByteString): null {
  session.seenmail = false;
  dohelo(session, argument);
  return out(session, heloReply(session.settings.greeting), "smtp_helo");
}

// qmail-1.03 qmail-smtpd.c smtp_ehlo
function smtp_ehlo(session: SessionState, argument: ByteString): null {
  const { greeting, smtpauth, databytes } = session.settings;
  session.seenmail = false;
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
  session.seenmail = false;
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
  if (isAuthRequired(session.settings.smtpauth) && !session.seenauth) return reply(session, "err_submission");
  const sender = parseAddress(session, argument);
  if (sender === null) return reply(session, "err_syntax");
  if (session.profile.auth === "patched" && mailfrom_parms(session, argument) === "too big") {
    return reply(session, "err_size");
  }
  session.isSenderBad = bmfcheck(session.settings.badmailfrom, sender, session.note) === "bad";
  session.seenmail = true;
  session.rcptto = "";
  session.mailfrom = cString(sender);
  return reply(session, "smtp_mail");
}

// qmail-1.03 qmail-smtpd.c smtp_rcpt
function smtp_rcpt(session: SessionState, argument: ByteString): Step | null {
  if (!session.seenmail) {
    const upstream = "qmail-smtpd.c smtp_rcpt";
    session.note?.({ kind: "out-of-order", upstream, command: "RCPT", needs: "MAIL" });
    return reply(session, "err_wantmail");
  }
  const address = parseAddress(session, argument);
  if (address === null) return reply(session, "err_syntax");
  if (session.isSenderBad) return reply(session, "err_bmf");
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
  session.rcptto += envelopeRecipient(recipient);
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
