import type { RelayStanding, ServerStanding, Verdict } from "../../course/index.ts";

/** The verdict in a few words, which stand for it everywhere. */
export const verdictWords: Readonly<Record<Verdict, string>> = {
  open: "Open relay",
  closed: "Closed",
  "no mail": "No mail service",
  unknown: "Can’t tell who relays",
};

/** What the indicator says: "Closed: 2 ranges may relay". */
export function standingWords({ inForce, relayRanges }: RelayStanding): string {
  if (inForce !== "closed" || relayRanges === null) return verdictWords[inForce];
  if (relayRanges === 0) return "Closed: no address may relay";
  return `Closed: ${relayRanges === 1 ? "1 range" : `${relayRanges} ranges`} may relay`;
}

/** Whether files say something that isn't in force. */
export function isWaiting({ servers }: RelayStanding): boolean {
  return servers.some(({ steps, differences }) => steps.length > 0 || differences.length > 0);
}

/** "mail.example.com, port 25". */
export function serverName({ hostName, port }: ServerStanding): string {
  return port === null ? hostName : `${hostName}, port ${port}`;
}
