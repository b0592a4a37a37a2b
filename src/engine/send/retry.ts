import type { Channel } from "./rewrite.ts";

/** Retries that a channel's schedule leaves out at its start. Origin: qmail-1.03 qmail-send.c chanskip. */
const chanskip = { local: 10, remote: 20 } as const;

/**
 * When a message that can't be delivered now is tried again: the waits grow as the square root of its age does. Times in
 * seconds since 1970; a remote message is tried at 0, 400, 1600, 3600 s and so on after its birth.
 */
// qmail-1.03 qmail-send.c nextretry
export function nextretry(birth: number, recent: number, channel: Channel): number {
  const root = birth > recent ? 0 : squareroot(recent - birth);
  const n = root + chanskip[channel];
  return birth + n * n;
}

/** The largest whole number whose square isn't above `value`; of numbers from 2^32 on, 65535. */
// qmail-1.03 qmail-send.c squareroot
function squareroot(value: number): number {
  return Math.min(65535, Math.floor(Math.sqrt(value)));
}
