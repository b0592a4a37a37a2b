import type { ByteString } from "../bytes/index.ts";
import { ENVELOPE_ADDRESS_BYTES } from "./limits.ts";

/** Who a mail is from and for. */
export interface Envelope {
  readonly sender: ByteString;
  readonly recipients: readonly ByteString[];
}

/** An envelope that qmail-queue has read, or the exit code with which it gives up. */
export type EnvelopeRead =
  | { readonly kind: "envelope"; readonly envelope: Envelope }
  | { readonly kind: "failed"; readonly exitCode: 11 | 54 | 91 };

/** The start of an envelope: the sender. */
// qmail-1.03 qmail.c qmail_from
export function envelopeSender(sender: ByteString): ByteString {
  return `F${sender}\0`;
}

/** One recipient in an envelope. */
// qmail-1.03 qmail.c qmail_to
export function envelopeRecipient(recipient: ByteString): ByteString {
  return `T${recipient}\0`;
}

/** What ends an envelope. */
// qmail-1.03 qmail.c qmail_close
export const ENVELOPE_END: ByteString = "\0";

/** Reads an envelope as qmail-queue does; what follows its end is not looked at. */
// qmail-1.03 qmail-queue.c main
export function parseEnvelope(bytes: ByteString): EnvelopeRead {
  const recipients: ByteString[] = [];
  let sender: ByteString | null = null;
  for (let at = 0; at < bytes.length;) {
    const letter = bytes.charAt(at);
    if (sender !== null && letter === ENVELOPE_END) {
      return { kind: "envelope", envelope: { sender, recipients } };
    }
    if (letter !== (sender === null ? "F" : "T")) return { kind: "failed", exitCode: 91 };
    const end = bytes.indexOf("\0", at + 1);
    const address = bytes.slice(at + 1, end === -1 ? bytes.length : end);
    if (address.length >= ENVELOPE_ADDRESS_BYTES) return { kind: "failed", exitCode: 11 };
    if (end === -1) break;
    if (sender === null) sender = address;
    else recipients.push(address);
    at = end + 1;
  }
  return { kind: "failed", exitCode: 54 };
}
