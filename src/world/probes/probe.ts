import { playSmtp } from "./smtp-client.ts";
import type { World } from "../world.ts";

/** One question to a mail server: would you take this, from there? */
export interface Probe {
  /** The client's address; no host need have it. */
  readonly from: string;
  readonly sender: string;
  readonly recipient: string;
  /** The server's address or name, and its port. */
  readonly to: string;
  readonly port: number;
}

/** What the server answered to RCPT, or how the connection went instead. */
export type ProbeResult =
  /** `reply` is the reply's first line without its end; `queuedAs` the recipient that was taken, null if none was. */
  | { readonly kind: "replied"; readonly reply: string; readonly queuedAs: string | null }
  | { readonly kind: "closed" | "refused" | "no answer" | "silent" };

/** Asks, on a fresh connection. This changes the world (process ids, logs), so it's asked of a replayed one. */
export function probe(world: World, { from, sender, recipient, to, port }: Probe): ProbeResult {
  const lines = ["HELO probe.example", `MAIL FROM:<${sender}>`, `RCPT TO:<${recipient}>`];
  const { outcome, connectionId, greeting, turns, isClosed } = playSmtp(world, {
    from: { address: from },
    to,
    port,
    lines,
  });
  if (outcome !== "connected" || connectionId === null) {
    return { kind: outcome === "refused" ? "refused" : "no answer" };
  }
  const [reply = ""] = (turns[2]?.received ?? "").split("\r\n");
  if (reply !== "") return { kind: "replied", reply, queuedAs: queuedRecipient(world, connectionId) };
  const said = [greeting, ...turns.map(({ received }) => received)].findLast((text) => text !== "") ?? "";
  const [last = ""] = said.split("\r\n");
  if (!isClosed) return { kind: "silent" };
  // A server that has hung up before RCPT may have said why.
  return /^[45]/.test(last) ? { kind: "replied", reply: last, queuedAs: null } : { kind: "closed" };
}

/** The recipient that the last RCPT of a connection was taken as; null if it was refused. */
function queuedRecipient(world: World, connectionId: number): string | null {
  for (const { text, notes } of world.traces.get(connectionId)?.replies.toReversed() ?? []) {
    const decision = notes.findLast(
      ({ kind }) => kind === "relayclient-used" || kind === "rcpthosts-decided",
    );
    if (decision?.kind !== "relayclient-used" && decision?.kind !== "rcpthosts-decided") continue;
    return text.startsWith("2") ? decision.recipient : null;
  }
  return null;
}
