import type { ByteString } from "../bytes/index.ts";
import { date822fmt } from "../datetime/index.ts";

/** What a Received line tells: whence, by whom, how and when. */
export interface Hop {
  readonly protocol: "SMTP" | "ESMTPA";
  readonly local: ByteString;
  readonly remoteip: ByteString;
  readonly remotehost: ByteString;
  /** Null when nothing is known about the user at the other end. */
  readonly remoteinfo: ByteString | null;
  /** What the client called itself; null when that's its name. */
  readonly helo: ByteString | null;
  /** Seconds since 1970-01-01 00:00:00 UTC. */
  readonly seconds: number;
}

/** The Received line that goes before a message. `unsafe` matches the bytes that it shows as "?". */
// qmail-1.03 received.c received, safeput
export function received(hop: Hop, unsafe: RegExp): ByteString {
  const safe = (text: ByteString) => text.replace(unsafe, "?");
  const helo = hop.helo === null ? "" : ` (HELO ${safe(hop.helo)})`;
  const user = hop.remoteinfo === null ? "" : `${safe(hop.remoteinfo)}@`;
  return (
    `Received: from ${safe(hop.remotehost)}${helo} (${user}${safe(hop.remoteip)})\n` +
    `  by ${safe(hop.local)} with ${hop.protocol}; ${date822fmt(hop.seconds)}\n`
  );
}
