import type { ServerPart } from "../../audit/index.ts";

/** Which file a pasted text is likely to be; null if it could be any list. */
export function guessPart(text: string): ServerPart | null {
  if (/^#!|\btcpserver\b|\bqmail-smtpd\b/m.test(text)) return "run";
  if (/:(allow|deny)\b/m.test(text)) return "rules";
  if (/^[^#\s:]+:[^:\s]+$/m.test(text)) return "virtualdomains";
  return /^\.?[a-z0-9-]+(\.[a-z0-9-]+)+\s*$/im.test(text) ? "rcpthosts" : null;
}
