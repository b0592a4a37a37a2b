import type { ByteString } from "../engine/bytes/index.ts";
import type { AddressRange } from "./addresses.ts";
import type { Clients } from "./audit.ts";
import type { ClassMembers } from "./client-classes.ts";
import { isSameOutcome, type Outcome } from "./outcome.ts";
import { endOf, indexAt } from "./partition.ts";

export type ClassDifference =
  /** Clients of a class fare otherwise, where those without a name don't, or not in this way. */
  | {
      readonly kind: "class";
      readonly members: ClassMembers;
      /** A client that shows it. */
      readonly example: {
        readonly address: number;
        readonly name: ByteString | null;
        readonly info: ByteString | null;
      };
      readonly before: Outcome;
      readonly after: Outcome;
    }
  /** Whether names have to lead back to the client's address, where rules for names count. */
  | { readonly kind: "proof"; readonly after: "believed" | "proven" };

/**
 * What clients with a name or ident information get otherwise. Exact: of all clients that are looked up alike one is tried,
 * with a name that the rules have, with one under each suffix and with another one; from each kind of address; as each user.
 */
// ucspi-tcp-0.88 rules.c doit
export function* classDifferences(before: Clients, after: Clients): Generator<ClassDifference, void> {
  const left = sideOf(before);
  const right = sideOf(after);
  if (left.size + right.size === 0) return;
  const hosts = hostsToTry(left, right);
  const places = placesToTry(before, after, left.byUser.size + right.byUser.size + 1);
  const addressWithout = (place: Place, user: ByteString): number | null =>
    addressIn(
      place.ranges,
      (address) => !left.byUser.has(`${user}@${address}`) && !right.byUser.has(`${user}@${address}`),
    );
  const seen = new Set<string>();
  const compare = function* (client: Client, members: ClassMembers): Generator<ClassDifference, void> {
    const was = left.outcomes[decide(left, client, client.place.before)];
    const is = right.outcomes[decide(right, client, client.place.after)];
    if (was === undefined || is === undefined || isSameOutcome(was, is)) return;
    const name = JSON.stringify([members, was, is]);
    if (seen.has(name)) return;
    seen.add(name);
    const { host, user, place } = client;
    const example = { address: place.address, name: host, info: user };
    yield { kind: "class", members, example, before: was, after: is };
  };
  for (const { host, members } of hosts) {
    if (members === null) continue;
    for (const place of places) {
      const client = { user: null, host, place };
      if (!faresAsNameless(left, right, client)) yield* compare(client, members);
    }
  }
  for (const members of [...left.users.values(), ...right.users.values()]) {
    const tried = members.kind === "user at address" ? [placeAt(before, after, members.address)] : places;
    for (const { host } of hosts) {
      if (members.kind === "user at name" && members.name !== host) continue;
      for (const place of tried) {
        // Where a rule for the user at that address has the first word, that one is tried by itself.
        const address =
          members.kind === "user at address" ? place.address : addressWithout(place, members.user);
        if (address !== null)
          yield* compare({ user: members.user, host, place: { ...place, address } }, members);
      }
    }
  }
  const isByName = left.names.size + right.names.size > 0;
  const { clientName } = after.door;
  if (isByName && before.door.clientName !== clientName && clientName !== "unasked") {
    if (before.door.clientName !== "unasked") yield { kind: "proof", after: clientName };
  }
}

/** The rules of one configuration for clients with a name or ident information, by their keys. */
interface Side {
  readonly outcomes: readonly Outcome[];
  readonly size: number;
  /** `name`, `.suffix`, or "" for any name. */
  readonly names: ReadonlyMap<ByteString, number>;
  readonly byUser: ReadonlyMap<ByteString, number>;
  readonly users: ReadonlyMap<ByteString, UserMembers>;
}

type UserMembers = Extract<ClassMembers, { kind: "user at address" | "user at name" }>;

/** How the rules decide on an address alone: by the whole of it, by a prefix, or not at all; and the outcome. */
interface ByAddress {
  readonly level: "address" | "prefix" | "everybody";
  readonly outcomeIndex: number;
}

interface Place {
  readonly address: number;
  /** More of its kind, as far as they may be needed. */
  readonly ranges: readonly AddressRange[];
  readonly before: ByAddress;
  readonly after: ByAddress;
}

interface Client {
  readonly user: ByteString | null;
  readonly host: ByteString | null;
  readonly place: Place;
}

function sideOf({ addresses, classes }: Clients): Side {
  const names = new Map<ByteString, number>();
  const byUser = new Map<ByteString, number>();
  const users = new Map<ByteString, UserMembers>();
  const live = classes.filter(({ reach }) => reach === "clients");
  for (const { members, outcomeIndex } of live) {
    if (members.kind === "user at address" || members.kind === "user at name") {
      byUser.set(userKey(members), outcomeIndex);
      users.set(userKey(members), members);
    } else names.set(nameKey(members), outcomeIndex);
  }
  return { outcomes: addresses.outcomes, size: live.length, names, byUser, users };
}

function nameKey(members: Exclude<ClassMembers, UserMembers>): ByteString {
  if (members.kind === "name") return members.name;
  return members.kind === "suffix" ? members.suffix : "";
}

function userKey(members: UserMembers): ByteString {
  const at = members.kind === "user at name" ? `=${members.name}` : String(members.address);
  return `${members.user}@${at}`;
}

function decide(side: Side, { user, host, place }: Client, byAddress: ByAddress): number {
  const { names, byUser } = side;
  const ofUser =
    user === null
      ? undefined
      : (byUser.get(`${user}@${place.address}`) ??
        (host === null ? undefined : byUser.get(`${user}@=${host}`)));
  if (ofUser !== undefined) return ofUser;
  if (host === null || byAddress.level === "address") return byAddress.outcomeIndex;
  const ofName = names.get(host);
  if (ofName !== undefined) return ofName;
  if (byAddress.level === "prefix") return byAddress.outcomeIndex;
  for (let dot = host.indexOf("."); dot !== -1; dot = host.indexOf(".", dot + 1)) {
    const ofSuffix = names.get(host.slice(dot));
    if (ofSuffix !== undefined) return ofSuffix;
  }
  return names.get("") ?? byAddress.outcomeIndex;
}

function faresAsNameless(left: Side, right: Side, client: Client): boolean {
  const { before, after } = client.place;
  return (
    decide(left, client, before) === before.outcomeIndex &&
    decide(right, client, after) === after.outcomeIndex
  );
}

/** A name of each kind that is looked up in a way of its own, and the class that it stands for; null is no name, or no class. */
function hostsToTry(
  left: Side,
  right: Side,
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

/** The kinds of addresses: of one kind are those that the rules of both decide on at the same levels, with the same outcomes. */
function placesToTry(before: Clients, after: Clients, addressesMin: number): readonly Place[] {
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

function addressIn(ranges: readonly AddressRange[], isWanted: (address: number) => boolean): number | null {
  for (const { first, last } of ranges) {
    for (let address = first; address <= last; address++) if (isWanted(address)) return address;
  }
  return null;
}

function placeAt(before: Clients, after: Clients, address: number): Place {
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
