import { bytesOf, type ByteString } from "../bytes/index.ts";

/**
 * A message on its way in: CR LF becomes a newline, a dot that starts a line goes, a dot alone ends it all. Meanwhile the
 * lines of the header that tell of earlier hops are counted.
 */
export interface Blast {
  /** `open` while the message goes on. A bare newline ends the session. */
  ending: "open" | "dot" | "bare newline";
  /** Received and Delivered lines of the header. */
  hops: number;
  /** Bytes of the message after conversion, its Received line aside; those beyond the limit are counted but not kept. */
  bytes: number;
  /** Bytes read from the client, the final dot and its line ends included. */
  bytesRead: number;

  /** The bytes seen last, as a number; see {@link blast}. */
  state: 0 | 1 | 2 | 3 | 4;
  isInHeader: boolean;
  /** Bytes since the last newline, up to 9; counted in the header only. */
  position: number;
  mayBeReceived: boolean;
  mayBeDelivered: boolean;
  mayBeBlank: boolean;

  readonly bytesMax: number;
  /** What is kept: `length` bytes of `kept`, the first `prefixLength` of which are the Received line. */
  kept: Uint8Array;
  length: number;
  readonly prefixLength: number;
}

/** A message of which nothing has come yet. `prefix` goes before it; `bytesMax` is null when there's no limit. */
export function openBlast(prefix: ByteString, bytesMax: number | null): Blast {
  const kept = new Uint8Array(prefix.length + FIRST_BYTES);
  kept.set(bytesOf(prefix));
  return {
    ending: "open",
    hops: 0,
    bytes: 0,
    bytesRead: 0,
    state: 1,
    isInHeader: true,
    position: 0,
    mayBeReceived: true,
    mayBeDelivered: true,
    mayBeBlank: true,
    bytesMax: bytesMax ?? Infinity,
    kept,
    length: prefix.length,
    prefixLength: prefix.length,
  };
}

/** The Received line and all of the message that is within the limit. */
export function blastMessage(message: Blast): Uint8Array {
  return message.kept.subarray(0, message.length);
}

/**
 * Takes bytes from `start` to before `end`, or up to the end of the message, and tells where it stopped. The states:
 *
 *     0  in a line
 *     1  CR LF
 *     2  CR LF .
 *     3  CR LF . CR
 *     4  CR
 */
// qmail-1.03 qmail-smtpd.c blast
export function blast(message: Blast, bytes: Uint8Array, start: number, end: number): number {
  // Each byte makes one at most, but for the dot and CR that state 3 gives back.
  const kept = roomFor(message, end - start + 2);
  const lengthBefore = message.length;
  let { state, length } = message;
  let at = start;
  while (at < end) {
    if (state === 0 && (!message.isInHeader || message.position >= KEYWORD_BYTES)) {
      let byte = bytes[at] ?? 0;
      while (byte !== LF && byte !== CR) {
        kept[length++] = byte;
        if (++at === end) break;
        byte = bytes[at] ?? 0;
      }
      if (at === end) break;
    }
    const byte = bytes[at++] ?? 0;
    if (message.isInHeader) watchHeader(message, byte);
    switch (state) {
      case 0:
        if (byte === LF) message.ending = "bare newline";
        else if (byte === CR) state = 4;
        else kept[length++] = byte;
        break;
      case 1:
        if (byte === LF) message.ending = "bare newline";
        else if (byte === DOT) state = 2;
        else if (byte === CR) state = 4;
        else {
          kept[length++] = byte;
          state = 0;
        }
        break;
      case 2:
        if (byte === LF) message.ending = "bare newline";
        else if (byte === CR) state = 3;
        else {
          kept[length++] = byte;
          state = 0;
        }
        break;
      case 3:
        if (byte === LF) {
          message.ending = "dot";
          break;
        }
        kept[length++] = DOT;
        kept[length++] = CR;
        if (byte === CR) state = 4;
        else {
          kept[length++] = byte;
          state = 0;
        }
        break;
      case 4:
        if (byte === LF) {
          kept[length++] = LF;
          state = 1;
        } else {
          kept[length++] = CR;
          if (byte !== CR) {
            kept[length++] = byte;
            state = 0;
          }
        }
        break;
      default:
        return state satisfies never;
    }
    if (message.ending !== "open") break;
  }
  message.state = state;
  message.bytesRead += at - start;
  message.bytes += length - lengthBefore;
  // qmail-1.03 qmail-smtpd.c put: what is beyond the limit is no longer handed on.
  message.length = Math.min(length, message.prefixLength + message.bytesMax);
  return at;
}

const FIRST_BYTES = 2048;
const LF = 0x0a;
const CR = 0x0d;
const DOT = 0x2e;
const KEYWORD_BYTES = 9;
const RECEIVED = [...bytesOf("received")];
const DELIVERED = [...bytesOf("delivered")];

// Every letter of the keywords may be upper or lower case, each for itself; a colon isn't asked for.
function watchHeader(message: Blast, byte: number): void {
  const at = message.position;
  if (at < KEYWORD_BYTES) {
    const lower = byte >= 0x41 && byte <= 0x5a ? byte + 0x20 : byte;
    if (lower !== DELIVERED[at]) message.mayBeDelivered = false;
    if (message.mayBeDelivered && at === 8) message.hops++;
    if (at < 8 && lower !== RECEIVED[at]) message.mayBeReceived = false;
    if (message.mayBeReceived && at === 7) message.hops++;
    if (at < 2 && byte !== (at === 0 ? CR : LF)) message.mayBeBlank = false;
    if (message.mayBeBlank && at === 1) message.isInHeader = false;
    message.position++;
  }
  if (byte !== LF) return;
  message.position = 0;
  message.mayBeReceived = message.mayBeDelivered = message.mayBeBlank = true;
}

function roomFor(message: Blast, bytes: number): Uint8Array {
  const needed = message.length + bytes;
  if (needed > message.kept.length) {
    const grown = new Uint8Array(Math.max(needed, 2 * message.kept.length));
    grown.set(message.kept.subarray(0, message.length));
    message.kept = grown;
  }
  return message.kept;
}
