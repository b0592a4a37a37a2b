import type { ByteString } from "../bytes/index.ts";
import { REPLY_TEXT_BYTES_MAX } from "./limits.ts";

/** A server's whole reply: its code, its bytes without carriage returns, and how many bytes it took. */
export interface Reply {
  readonly code: number;
  readonly text: ByteString;
  readonly length: number;
}

/** The reply that the received bytes start with, or null if its end hasn't come yet. */
// qmail-1.03 qmail-remote.c smtpcode, get
export function smtpcode(received: ByteString): Reply | null {
  let at = 3;
  while (received.charAt(at) === "-") {
    const newline = received.indexOf("\n", at);
    if (newline === -1) return null;
    at = newline + 4;
  }
  const newline = at < received.length ? received.indexOf("\n", at) : -1;
  if (newline === -1) return null;
  const length = newline + 1;
  const digit = (place: number): number => received.charCodeAt(place) - 0x30;
  // What isn't made of digits counts as the number that the arithmetic gives; below zero that's a huge one.
  const code = (digit(0) * 100 + digit(1) * 10 + digit(2)) >>> 0;
  return {
    code,
    text: received.slice(0, length).replaceAll("\r", "").slice(0, REPLY_TEXT_BYTES_MAX),
    length,
  };
}
