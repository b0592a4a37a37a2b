import type { ByteString } from "../engine/bytes/index.ts";
import type { AddressRange } from "./addresses.ts";
import type { Clients } from "./audit.ts";
import type { ClassMembers } from "./client-classes.ts";
import type { ByAddress, NamedLookUp } from "./named-look-up.ts";
import { endOf, indexAt } from "./partition.ts";

/** Addresses on which the rules of two configurations decide alike. */
export interface Place {
  readonly address: number;
  /** That one and more of its kind, as far as they may be needed. */
  readonly ranges: readonly AddressRange[];
  readonly before: ByAddress;
  readonly after: ByAddress;
}

/**
 * A name of each kind that is looked up in a way of its own, and the class that it stands for; null is no name, or no
 * class.
 */
export function hostsToTry(
  left: NamedLookUp,
  right: NamedLookUp,
): readonly { readonly host: ByteString | null; readonly members: ClassMembers | null }[] {
  const names = new Set([...left.names.keys(), ...right.names.keys()]);
  const users = [...left.users.values(), ...right.users.values()];
  const ofUsers = users.flatMap((members) => (members.kind === "user at name" ? [members.name] : []));
  const whole = new Set(
    [...names, ...ofUsers].filter((name) => name !== "" && (name === "." || !name.startsWith("."))),
  );
  const hosts: { host: ByteString | null; members: ClassMembers | null }[] = [{ host: null, members: null }];
  // A name that only users have is like any other to those who have none.
  for (const name of whole)
    hosts.push({ host: name, members: names.has(name) ? { kind: "name", name } : null });
  for (const suffix of names) {
    if (suffix.startsWith(".") && suffix !== ".")
      hosts.push({ host: unusedName(suffix, whole), members: { kind: "suffix", suffix } });
  }
  hosts.push({ host: unusedName("", whole), members: { kind: "any name" } });
  return hosts;
}

function unusedName(suffix: ByteString, used: ReadonlySet<ByteString>): ByteString {
  let label = "x";
  while (used.has(label + suffix)) label += "x";
  return label + suffix;
}

/**
 * A place of each kind: of one kind are the addresses on which the rules of both decide at the same levels, with the
 * same outcomes. Each has at least so many addresses in its ranges, if there are as many.
 */
export function placesToTry(before: Clients, after: Clients, addressesMin: number): readonly Place[] {
  const left = before.addresses.pieces.starts;
  const right = after.addresses.pieces.starts;
  const kinds = new Map<number, Place & { readonly ranges: AddressRange[]; count: number }>();
  const outcomesAfter = after.addresses.outcomes.length;
  const outcomesBefore = before.addresses.outcomes.length;
  for (let first = 0, leftAt = 0, rightAt = 0; leftAt < left.length && rightAt < right.length;) {
    const levels = levelNumber(before, leftAt) * 3 + levelNumber(after, rightAt);
    const outcomes =
      (before.addresses.pieces.outcomeIndexes[leftAt] ?? 0) * outcomesAfter +
      (after.addresses.pieces.outcomeIndexes[rightAt] ?? 0);
    const number = levels * outcomesBefore * outcomesAfter + outcomes;
    const leftEnd = endOf(left, leftAt);
    const rightEnd = endOf(right, rightAt);
    const last = Math.min(leftEnd, rightEnd);
    let kind = kinds.get(number);
    if (kind === undefined) {
      const decided = { before: byAddress(before, leftAt), after: byAddress(after, rightAt) };
      kinds.set(number, (kind = { address: first, ranges: [], count: 0, ...decided }));
    }
    if (kind.count < addressesMin) {
      kind.ranges.push({ first, last });
      kind.count += last - first + 1;
    }
    if (leftEnd === last) leftAt++;
    if (rightEnd === last) rightAt++;
    first = last + 1;
  }
  return [...kinds.values()];
}

/** The first address that is wanted; null if none is. */
export function addressIn(
  ranges: readonly AddressRange[],
  isWanted: (address: number) => boolean,
): number | null {
  for (const { first, last } of ranges) {
    for (let address = first; address <= last; address++) if (isWanted(address)) return address;
  }
  return null;
}

/** The place that is this address alone. */
export function placeAt(before: Clients, after: Clients, address: number): Place {
  const at = (clients: Clients): ByAddress =>
    byAddress(clients, indexAt(clients.addresses.pieces.starts, address));
  return { address, ranges: [], before: at(before), after: at(after) };
}

function levelNumber({ addresses }: Clients, piece: number): number {
  const level = addresses.pieces.levels[piece] ?? 0;
  return level === 4 ? 2 : level === 0 ? 0 : 1;
}

function byAddress(clients: Clients, piece: number): ByAddress {
  const level = (["everybody", "prefix", "address"] as const)[levelNumber(clients, piece)] ?? "everybody";
  return { level, outcomeIndex: clients.addresses.pieces.outcomeIndexes[piece] ?? 0 };
}
