import type { ByteString } from "../bytes/index.ts";

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

/** The date of a mail header, always in UTC: "26 Sep 1995 04:46:54 -0000". */
// qmail-1.03 date822fmt.c date822fmt, datetime.c datetime_tai
export function date822fmt(seconds: number): ByteString {
  const days = Math.floor(seconds / DAY_SECONDS);
  const time = seconds - days * DAY_SECONDS;
  const clock = [Math.floor(time / 3600), Math.floor(time / 60) % 60, time % 60];
  return `${dateOf(days)} ${clock.map((part) => String(part).padStart(2, "0")).join(":")} -0000`;
}

const DAY_SECONDS = 86400;
const MONTHS = ["Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Jan", "Feb"];

// Years start in March here, which puts the leap day at the end of one, and are counted in eras of 400.
function dateOf(daysSince1970: number): string {
  const days = daysSince1970 + 719468;
  const era = Math.floor(days / 146097);
  const dayOfEra = days - era * 146097;
  const leapDays = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36524) + Math.floor(dayOfEra / 146096);
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const month = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * month + 2) / 5) + 1;
  const year = era * 400 + yearOfEra + (month >= 10 ? 1 : 0);
  return `${day} ${MONTHS[month] ?? ""} ${year}`;
}
