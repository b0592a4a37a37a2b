import type { ByteString } from "../bytes/index.ts";
import { quote } from "../quote/index.ts";
import type { Reply } from "./reply.ts";
import { texts } from "./texts.ts";

/** What the client says next; null: nothing, the server begins. The answer to it is the server's reply. */
export interface Utterance {
  readonly say: ByteString | null;
  /** The message has been sent, so a connection that dies now leaves open whether it was taken. */
  readonly message: "sent" | "not sent";
}

export interface Mail {
  /** Address of the server, as a dotted decimal. */
  readonly partner: string;
  readonly helohost: ByteString;
  readonly sender: ByteString;
  readonly recipient: ByteString;
  readonly message: ByteString;
}

/**
 * The client's side of a delivery over SMTP, as a coroutine that yields what to say and is given each reply. It returns
 * qmail-remote's report: of the recipient, then of the message, with a NUL behind each; QUIT is still to be sent.
 */
// qmail-1.03 qmail-remote.c smtp
export function* smtp(mail: Mail): Generator<Utterance, ByteString, Reply> {
  const quit = (before: ByteString, after: ByteString, reply: Reply | null): ByteString =>
    `${before}${mail.partner}${after}.\n${reply === null ? "" : remoteSaid(reply)}\0`;
  const greeting = yield { say: null, message: "not sent" };
  if (greeting.code !== 220) return quit("ZConnected to ", " but greeting failed", greeting);
  const helo = yield { say: `HELO ${mail.helohost}\r\n`, message: "not sent" };
  if (helo.code !== 250) return quit("ZConnected to ", " but my name was rejected", helo);
  const from = yield { say: `MAIL FROM:<${addrmangle(mail.sender)}>\r\n`, message: "not sent" };
  if (from.code >= 400) {
    return quit(from.code >= 500 ? "DConnected to " : "ZConnected to ", " but sender was rejected", from);
  }
  const to = yield { say: `RCPT TO:<${addrmangle(mail.recipient)}>\r\n`, message: "not sent" };
  if (to.code >= 400) {
    const letter = to.code >= 500 ? "h" : "s";
    const refusal = `${letter}${mail.partner} does not like recipient.\n${remoteSaid(to)}\0`;
    return refusal + quit("DGiving up on ", "", null);
  }
  const accepted = "r\0";
  const data = yield { say: "DATA\r\n", message: "not sent" };
  if (data.code >= 400) {
    return accepted + quit(data.code >= 500 ? "D" : "Z", " failed on DATA command", data);
  }
  const sent = blast(mail.message);
  if (sent === null) return `${accepted}${texts.partialLine}\0`;
  const end = yield { say: sent, message: "sent" };
  if (end.code >= 400) {
    return accepted + quit(end.code >= 500 ? "D" : "Z", " failed after I sent the message", end);
  }
  return accepted + quit("K", " accepted message", end);
}

/** An address as SMTP writes it: its local part quoted if it has to be. */
// qmail-1.03 qmail-remote.c addrmangle
function addrmangle(address: ByteString): ByteString {
  const at = address.lastIndexOf("@");
  return at === -1 ? address : quote(address.slice(0, at)) + address.slice(at);
}

/** The message as it goes over the wire, with its end; null if its last line has none. */
// qmail-1.03 qmail-remote.c blast
function blast(message: ByteString): ByteString | null {
  if (message !== "" && !message.endsWith("\n")) return null;
  return `${message.replace(/^\./gm, "..").replaceAll("\n", "\r\n")}.\r\n`;
}

// qmail-1.03 qmail-remote.c outsmtptext
function remoteSaid({ text }: Reply): ByteString {
  return text === "" ? "" : `Remote host said: ${text.replaceAll("\0", "?")}`;
}
