import { addressMax, type AddressRange } from "../addresses.ts";
import { audit, type Clients } from "../audit.ts";
import type { Configuration } from "../configuration.ts";
import type { Door } from "../door.ts";
import { explain, type Explanation, type Probe } from "../explain.ts";
import { clientRanges } from "../partition.ts";
import { doorOf } from "../run.ts";

/** What is to come true. */
export type Wanted =
  | {
      readonly kind: "probe";
      readonly probe: Probe;
      /**
       * `accepted`: the client is let in, and its recipient is taken. `refused`: its recipient isn't taken, whether it's
       * let in or not. `kept out`: it isn't let in.
       */
      readonly outcome: "accepted" | "refused" | "kept out";
    }
  /**
   * Clients that have no name, at exactly these addresses, may relay; and no rule for names or users lets anybody
   * relay from elsewhere. In any order; they may overlap.
   */
  | { readonly kind: "relay set"; readonly ranges: readonly AddressRange[] };

export type WantedProbe = Extract<Wanted, { kind: "probe" }>;

/** How a server is started: as its run script says, or as somebody says who knows. */
export type DoorGiven = Door | null;

export function doorFor(configuration: Configuration, given: DoorGiven): Door {
  return given ?? doorOf(configuration);
}

/** Whether it's true of a configuration. What isn't known isn't true. */
export function isMet(configuration: Configuration, wanted: Wanted, given: DoorGiven): boolean {
  const door = doorFor(configuration, given);
  if (wanted.kind === "probe") return isProbeMet(explain(configuration, wanted.probe, door), wanted.outcome);
  const { clients } = audit({ ...configuration, control: null }, door);
  return clients !== null && isRelaySetMet(clients, joined(wanted.ranges));
}

/** Whether exactly these ranges, which are {@link joined}, may relay. */
export function isRelaySetMet(clients: Clients, ranges: readonly AddressRange[]): boolean {
  const relaying = joined(clientRanges(clients.addresses, "relays"));
  if (!areSameRanges(relaying, ranges)) return false;
  return clients.classes.every(({ members, outcomeIndex, reach }) => {
    if (reach !== "clients" || clients.addresses.outcomes[outcomeIndex]?.kind !== "relays") return true;
    return isAllOf(ranges) || (members.kind === "user at address" && isIn(ranges, members.address));
  });
}

export function isProbeMet({ delivery }: Explanation, outcome: WantedProbe["outcome"]): boolean {
  switch (outcome) {
    case "accepted":
      return delivery.kind === "accepted";
    case "refused":
      return delivery.kind === "refused" || delivery.kind === "not connected";
    case "kept out":
      return delivery.kind === "not connected";
    default:
      return outcome satisfies never;
  }
}

/** The same addresses in order, in as few ranges as there can be. */
export function joined(ranges: Iterable<AddressRange>): readonly AddressRange[] {
  const all: AddressRange[] = [];
  for (const { first, last } of [...ranges].sort((one, other) => one.first - other.first)) {
    const before = all.at(-1);
    if (before === undefined || before.last + 1 < first) all.push({ first, last });
    else if (before.last < last) all[all.length - 1] = { first: before.first, last };
  }
  return all;
}

/** Whether an address is in ranges that are {@link joined}. */
export function isIn(ranges: readonly AddressRange[], address: number): boolean {
  return rangeAt(ranges, address) !== null;
}

/** The range that an address is in, of ranges that are {@link joined}; null if it's in none. */
export function rangeAt(ranges: readonly AddressRange[], address: number): AddressRange | null {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ranges[middle]?.last ?? 0) < address) low = middle + 1;
    else high = middle;
  }
  const found = ranges[low];
  return found !== undefined && found.first <= address ? found : null;
}

export function isAllOf(ranges: readonly AddressRange[]): boolean {
  return ranges.length === 1 && ranges[0]?.first === 0 && ranges[0].last === addressMax;
}

function areSameRanges(left: readonly AddressRange[], right: readonly AddressRange[]): boolean {
  return (
    left.length === right.length &&
    left.every(({ first, last }, index) => first === right[index]?.first && last === right[index].last)
  );
}
