import type { Outcome, OutcomeKind } from "../../audit/index.ts";

/** All kinds of outcome, the one that a person must notice first of all first. */
export const kinds = ["relays", "denied", "dropped", "unknown", "allowed"] as const satisfies OutcomeKind[];

/** The number of a kind: its place in {@link kinds}. */
export function kindNumber(kind: OutcomeKind): number {
  return kinds.indexOf(kind);
}

/** What a range or a client is called by its outcome, in a legend or a table. */
export const kindTitles: Readonly<Record<OutcomeKind, string>> = {
  relays: "May relay",
  denied: "Denied",
  dropped: "Dropped",
  unknown: "Not known",
  allowed: "Let in, no relaying",
};

/** What becomes of a client, as the end of a sentence that begins with it. */
export function outcomeWords(outcome: Outcome): string {
  const { kind } = outcome;
  switch (kind) {
    case "relays":
      return outcome.value === ""
        ? "may relay: it may write to anybody"
        : `may relay: it may write to anybody, and ${JSON.stringify(outcome.value)} is put behind each recipient`;
    case "denied":
      return "is denied: the connection is closed without a word";
    case "dropped":
      return "is dropped: the rules can't be read, so every connection is closed";
    case "allowed":
      return "is let in, but may not relay: it may write to what rcpthosts lists";
    case "unknown":
      return "isn't known: the rules are damaged, and only a look-up can tell";
    default:
      return kind satisfies never;
  }
}
