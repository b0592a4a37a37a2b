import type { ByteString } from "../engine/bytes/index.ts";
import type { Clients } from "./audit.ts";
import type { ClassMembers } from "./client-classes.ts";
import { addressIn, hostsToTry, placeAt, placesToTry, type Place } from "./clients-to-try.ts";
import { lookUp, namedLookUp, type NamedClient } from "./named-look-up.ts";
import { isSameOutcome, type Outcome } from "./outcome.ts";

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
 * What clients with a name or ident information get otherwise. Exact: of all clients that are looked up alike one is
 * tried, with each name that the rules have, one under each suffix and another one; from each kind of address; as each
 * user.
 */
// ucspi-tcp-0.88 rules.c doit
export function* classDifferences(before: Clients, after: Clients): Generator<ClassDifference, void> {
  const left = namedLookUp(before);
  const right = namedLookUp(after);
  if (left.size + right.size === 0) return;
  const hosts = hostsToTry(left, right);
  const places = placesToTry(before, after, left.byUser.size + right.byUser.size + 1);
  const addressWithout = (place: Place, user: ByteString): number | null =>
    addressIn(
      place.ranges,
      (address) => !left.byUser.has(`${user}@${address}`) && !right.byUser.has(`${user}@${address}`),
    );
  const seen = new Set<string>();
  const compare = function* (
    client: NamedClient,
    place: Place,
    members: ClassMembers,
  ): Generator<ClassDifference, void> {
    const was = left.outcomes[lookUp(left, client, place.before)];
    const is = right.outcomes[lookUp(right, client, place.after)];
    if (was === undefined || is === undefined || isSameOutcome(was, is)) return;
    const name = JSON.stringify([members, was, is]);
    if (seen.has(name)) return;
    seen.add(name);
    const example = { address: client.address, name: client.host, info: client.user };
    yield { kind: "class", members, example, before: was, after: is };
  };
  for (const { host, members } of hosts) {
    if (members === null) continue;
    for (const place of places) {
      const client = { user: null, host, address: place.address };
      const isByName =
        lookUp(left, client, place.before) !== place.before.outcomeIndex ||
        lookUp(right, client, place.after) !== place.after.outcomeIndex;
      if (isByName) yield* compare(client, place, members);
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
        if (address !== null) yield* compare({ user: members.user, host, address }, place, members);
      }
    }
  }
  const isByName = left.names.size + right.names.size > 0;
  const { clientName } = after.door;
  if (isByName && before.door.clientName !== clientName && clientName !== "unasked") {
    if (before.door.clientName !== "unasked") yield { kind: "proof", after: clientName };
  }
}
