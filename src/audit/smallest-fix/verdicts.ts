import type { ByteString } from "../../engine/bytes/index.ts";
import { withoutVariable, withRelayclient } from "../faults/index.ts";

/** What a rule is to do with its clients. */
export type Verdict = "relay" | "allow" | "deny";

const INSTRUCTIONS: Readonly<Record<Verdict, ByteString>> = {
  relay: 'allow,RELAYCLIENT=""',
  allow: "allow",
  deny: "deny",
};

/** A rule for these clients: an address as rules have it, or any other key. */
export function ruleLine(key: ByteString, verdict: Verdict): ByteString {
  return `${key}:${INSTRUCTIONS[verdict]}`;
}

/** The rule's line with another verdict; its other variables stay where they count. */
export function withVerdict(line: ByteString, verdict: Verdict): ByteString {
  const colon = line.indexOf(":");
  const key = line.slice(0, colon);
  if (verdict === "deny" || line.startsWith("deny", colon + 1)) return ruleLine(key, verdict);
  return verdict === "relay" ? withRelayclient(line, "") : withoutVariable(line, "RELAYCLIENT");
}

/** What a rule with this verdict does to its clients, as a command. */
export function verdictCommand(clients: string, verdict: Verdict): string {
  switch (verdict) {
    case "relay":
      return `Let ${clients} relay`;
    case "allow":
      return `Let ${clients} in, without relaying`;
    case "deny":
      return `Hang up on ${clients}`;
    default:
      return verdict satisfies never;
  }
}
