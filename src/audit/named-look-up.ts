import type { ByteString } from "../engine/bytes/index.ts";
import type { Clients } from "./audit.ts";
import type { ClassMembers } from "./client-classes.ts";
import type { Outcome } from "./outcome.ts";

/** The rules of one configuration for clients with a name or ident information, by their keys. */
export interface NamedLookUp {
  readonly outcomes: readonly Outcome[];
  readonly size: number;
  /** `name`, `.suffix`, or "" for any name. */
  readonly names: ReadonlyMap<ByteString, number>;
  /** `user@number` of an address, or `user@=name`. */
  readonly byUser: ReadonlyMap<ByteString, number>;
  readonly users: ReadonlyMap<ByteString, UserMembers>;
}

export type UserMembers = Extract<ClassMembers, { kind: "user at address" | "user at name" }>;

/** How the rules decide on an address alone: by the whole of it, by a prefix, or not at all; and the outcome. */
export interface ByAddress {
  readonly level: "address" | "prefix" | "everybody";
  readonly outcomeIndex: number;
}

/** A client as it's looked up; null is no ident information, no name. */
export interface NamedClient {
  readonly user: ByteString | null;
  readonly host: ByteString | null;
  readonly address: number;
}

export function namedLookUp({ addresses, classes }: Clients): NamedLookUp {
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

/** The index of the outcome for a client on whom the rules decide so by its address. */
// ucspi-tcp-0.88 rules.c doit
export function lookUp(
  { names, byUser }: NamedLookUp,
  { user, host, address }: NamedClient,
  byAddress: ByAddress,
): number {
  const ofUser =
    user === null
      ? undefined
      : (byUser.get(`${user}@${address}`) ?? (host === null ? undefined : byUser.get(`${user}@=${host}`)));
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
