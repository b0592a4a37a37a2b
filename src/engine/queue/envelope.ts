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

/** An envelope in the making: `length` bytes of `bytes`. */
export interface EnvelopeDraft {
  bytes: Uint8Array;
  length: number;
  recipients: number;
}

/** The start of an envelope: "F", the sender, NUL. */
// qmail-1.03 qmail.c qmail_from
export function openEnvelope(sender: ByteString): EnvelopeDraft {
  const draft = { bytes: new Uint8Array(FIRST_BYTES), length: 0, recipients: 0 };
  addAddress(draft, F, sender);
  return draft;
}

/** Adds a recipient: "T", the address, NUL. */
// qmail-1.03 qmail.c qmail_to
export function addRecipient(draft: EnvelopeDraft, recipient: ByteString): void {
  addAddress(draft, T, recipient);
  draft.recipients++;
}

/** The whole envelope: a NUL ends it. */
// qmail-1.03 qmail.c qmail_close
export function closeEnvelope({ bytes, length }: EnvelopeDraft): Uint8Array {
  const whole = new Uint8Array(length + 1);
  whole.set(bytes.subarray(0, length));
  return whole;
}

/** Reads an envelope as qmail-queue does; what follows its end is not looked at. */
// qmail-1.03 qmail-queue.c main
export function parseEnvelope(bytes: ByteString): EnvelopeRead {
  const recipients: ByteString[] = [];
  let sender: ByteString | null = null;
  for (let at = 0; at < bytes.length;) {
    const letter = bytes.charAt(at);
    if (sender !== null && letter === "\0") {
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

const FIRST_BYTES = 256;
const F = 0x46;
const T = 0x54;

// Bytes, not a list of strings: a message to a million people would keep the garbage collector busy.
function addAddress(draft: EnvelopeDraft, letter: number, address: ByteString): void {
  const end = draft.length + address.length + 2;
  if (end > draft.bytes.length) {
    const grown = new Uint8Array(Math.max(end, 2 * draft.bytes.length));
    grown.set(draft.bytes);
    draft.bytes = grown;
  }
  const { bytes } = draft;
  let to = draft.length;
  bytes[to++] = letter;
  for (let at = 0; at < address.length; at++) bytes[to++] = address.charCodeAt(at);
  bytes[to] = 0;
  draft.length = end;
}
