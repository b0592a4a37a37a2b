import type { ByteString } from "../engine/bytes/index.ts";
import type { Cdb } from "../engine/cdb/index.ts";
import { domainFromDot, domainToDot } from "../engine/dns/index.ts";
import { addressNumber } from "./addresses.ts";
import type { Door } from "./door.ts";
import { recordKey, type RuleRecords } from "./rule-records.ts";

/** Whom a rule is for that an address alone can't match. */
export type ClassMembers =
  /** `user@address`: whom ident calls so at this address. */
  | { readonly kind: "user at address"; readonly user: ByteString; readonly address: number }
  /** `user@=name`: whom ident calls so at the client of this name. */
  | { readonly kind: "user at name"; readonly user: ByteString; readonly name: ByteString }
  /** `=name`: it loses to a rule for the whole address, and wins against every prefix. */
  | { readonly kind: "name"; readonly name: ByteString }
  /** `=.suffix`: all names that end so; it loses to every prefix, and to a longer suffix. */
  | { readonly kind: "suffix"; readonly suffix: ByteString }
  /** `=`: whoever has a name. */
  | { readonly kind: "any name" };

/** A rule for clients with a name or ident information, and what becomes of them. */
export interface ClientClass {
  readonly members: ClassMembers;
  readonly record: number;
  /** Index of the partition's outcomes. */
  readonly outcomeIndex: number;
  /** Whether anybody can belong to it; if not, why. */
  readonly reach: ClassReach;
}

export type ClassReach =
  | "clients"
  /** Names aren't looked up (`-H`). */
  | "no names"
  /** The ident server isn't asked (`-R`). */
  | "no ident";

/** The rules that an address alone can't match, in their look-up order; and those that nobody matches. */
export interface ClientClasses {
  readonly classes: readonly ClientClass[];
  /** Where in the rules those are whose key no client can have, in file order. */
  readonly dead: readonly number[];
}

const LOOK_UP_ORDER = ["user at address", "user at name", "name", "suffix", "any name"] as const;

/** Sorts out the rules that an address alone can't match. Of two with the same key the first counts. */
// ucspi-tcp-0.88 rules.c doit
export function clientClasses(cdb: Cdb, { others }: RuleRecords, door: Door): ClientClasses {
  const seen = new Set<ByteString>();
  const dead: number[] = [];
  const byKind = new Map<ClassMembers["kind"], ClientClass[]>(LOOK_UP_ORDER.map((kind) => [kind, []]));
  for (const { record, outcomeIndex } of others) {
    const key = recordKey(cdb, record);
    const members = classMembers(key);
    if (members === null) dead.push(record);
    else if (!seen.has(key)) {
      seen.add(key);
      byKind.get(members.kind)?.push({ members, record, outcomeIndex, reach: reachOf(members, door) });
    }
  }
  byKind.get("suffix")?.sort((left, right) => suffixOf(right).length - suffixOf(left).length);
  return { classes: [...byKind.values()].flat(), dead };
}

function suffixOf({ members }: ClientClass): ByteString {
  return members.kind === "suffix" ? members.suffix : "";
}

function reachOf({ kind }: ClassMembers, { clientName, asksIdent }: Door): ClassReach {
  if (kind.startsWith("user") && !asksIdent) return "no ident";
  if (kind !== "user at address" && clientName === "unasked") return "no names";
  return "clients";
}

// ucspi-tcp-0.88 remoteinfo.c doit: blanks are left out, and the line ends it.
const USER = /^[^ \t\r\n\0]*$/;

/** Whom a key is for; null if no client can have it. */
function classMembers(key: ByteString): ClassMembers | null {
  const at = key.lastIndexOf("@");
  const user = at === -1 ? null : key.slice(0, at);
  const host = key.slice(at + 1);
  if (user !== null && !USER.test(user)) return null;
  if (!host.startsWith("=")) {
    const address = user === null ? null : addressNumber(host);
    return user === null || address === null ? null : { kind: "user at address", user, address };
  }
  const name = host.slice(1);
  if (user !== null) return isName(name) ? { kind: "user at name", user, name } : null;
  if (name === "") return { kind: "any name" };
  if (isName(name)) return { kind: "name", name };
  return name.startsWith(".") && isName(`x${name}`) ? { kind: "suffix", suffix: name } : null;
}

/** Whether tcpserver ever has this name from DNS: in small letters, and with each odd byte in octal. */
function isName(text: ByteString): boolean {
  const domain = domainFromDot(text);
  return domain !== null && domainToDot(domain) === text;
}
