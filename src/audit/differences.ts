import type { AddressRange } from "./addresses.ts";
import type { Audit, Clients } from "./audit.ts";
import { classDifferences, type ClassDifference } from "./class-differences.ts";
import type { Outcome } from "./outcome.ts";
import { changedRanges } from "./partition.ts";
import { recipientDifferences, type RecipientDifference } from "./recipient-differences.ts";

/** One thing that is otherwise by another audit. */
export type Difference =
  /** Clients without a name and ident information, by their address. */
  | ({ readonly kind: "addresses"; readonly before: Outcome; readonly after: Outcome } & AddressRange)
  /** The rules are damaged, before and after, and not in the same way. */
  | { readonly kind: "damaged rules" }
  | ClassDifference
  | RecipientDifference
  /** A part of the configuration is known to one audit only. */
  | { readonly kind: "known"; readonly part: "clients" | "recipients"; readonly isAfter: boolean };

/**
 * Everything that is otherwise after a change. None: the two audits are equal, and so is what either server answers to
 * any client that connects, and to any sender and recipient, as long as the server's own addresses stay the same.
 */
export function* differences(before: Audit, after: Audit): Generator<Difference, void> {
  if (before.clients !== null && after.clients !== null) {
    for (const range of changedRanges(before.clients.addresses, after.clients.addresses))
      yield { kind: "addresses", ...range };
    if (areDamagedOtherwise(before.clients, after.clients)) yield { kind: "damaged rules" };
    yield* classDifferences(before.clients, after.clients);
  } else if (before.clients !== after.clients) {
    yield { kind: "known", part: "clients", isAfter: after.clients !== null };
  }
  if (before.recipients !== null && after.recipients !== null) {
    yield* recipientDifferences(before.recipients, after.recipients);
  } else if (before.recipients !== after.recipients) {
    yield { kind: "known", part: "recipients", isAfter: after.recipients !== null };
  }
}

/** Whether two audits come to the same for everybody, however their files are written. */
export function isEqual(left: Audit, right: Audit): boolean {
  return differences(left, right).next().done === true;
}

function areDamagedOtherwise(before: Clients, after: Clients): boolean {
  const left = damagedBytes(before);
  const right = damagedBytes(after);
  if (left === null || right === null) return false;
  return left.length !== right.length || left.some((byte, at) => byte !== right[at]);
}

function damagedBytes({ rules: { effect, option } }: Clients): Uint8Array | null {
  return effect.kind === "damaged" && option?.read.kind === "read" ? option.read.bytes : null;
}
