import { limits } from "./limits.ts";

export interface MailExchanger {
  /** Lower is tried first. */
  readonly preference: number;
  readonly host: string;
}

/** What DNS has under one name. A name with an alias has nothing else (RFC 1034 3.6.2). */
export interface NameRecords {
  readonly addresses: readonly string[];
  readonly pointers: readonly string[];
  readonly mailExchangers: readonly MailExchanger[];
  readonly texts: readonly string[];
  readonly alias: string | null;
}

/**
 * All of DNS, by name in small letters; an address's own name ends in .in-addr.arpa. A name can also be in trouble: its
 * server fails, or doesn't answer.
 */
export type Names = ReadonlyMap<string, NameRecords | "servfail" | "timeout">;

export type Answer<T> =
  /** `aliases` are the names that were followed from the one that was asked for to the one that has the values. */
  | { readonly kind: "found"; readonly values: readonly T[]; readonly aliases: readonly string[] }
  | { readonly kind: "no such name" }
  | { readonly kind: "no data" }
  /** `seconds`: how long whoever asks waits for that. */
  | { readonly kind: "temporary failure"; readonly why: "servfail" | "timeout"; readonly seconds: number };

/** How long a resolver asks before it gives up. Source: djbdns-1.05 dns_transmit.c timeouts, 1 + 3 + 11 + 45. */
const timeoutSeconds = 60;

/** The addresses of a name. */
export function addressesOf(names: Names, name: string): Answer<string> {
  return lookUp(names, name, ({ addresses }) => addresses);
}

/** The names that the owner of an address's network says it has; nobody need agree. */
export function nameOf(names: Names, address: string): Answer<string> {
  return lookUp(names, reverseName(address), ({ pointers }) => pointers);
}

/** Who takes a domain's mail, the most preferred first. */
export function mailExchangers(names: Names, domain: string): Answer<MailExchanger> {
  return lookUp(names, domain, (records) =>
    [...records.mailExchangers].sort((a, b) => a.preference - b.preference),
  );
}

export function textOf(names: Names, name: string): Answer<string> {
  return lookUp(names, name, ({ texts }) => texts);
}

/** The name under which DNS has what belongs to an address. */
// RFC 1035 3.5
export function reverseName(address: string): string {
  return `${address.split(".").reverse().join(".")}.in-addr.arpa`;
}

/** What a host gets that has no DNS server to ask. */
export const noServer: Answer<never> = { kind: "temporary failure", why: "timeout", seconds: timeoutSeconds };

function lookUp<T>(names: Names, name: string, pick: (records: NameRecords) => readonly T[]): Answer<T> {
  const aliases: string[] = [];
  let current = name.toLowerCase().replace(/\.$/, "");
  for (;;) {
    const records = names.get(current);
    if (records === "servfail") return { kind: "temporary failure", why: records, seconds: 0 };
    if (records === "timeout") return noServer;
    if (records === undefined)
      return isAbove(names, current) ? { kind: "no data" } : { kind: "no such name" };
    if (records.alias === null) {
      const values = pick(records);
      return values.length === 0 ? { kind: "no data" } : { kind: "found", values, aliases };
    }
    // Aliases that lead round in a circle are a failure of the resolver's.
    if (aliases.length === limits.aliasesMax)
      return { kind: "temporary failure", why: "servfail", seconds: 0 };
    current = records.alias.toLowerCase();
    aliases.push(current);
  }
}

/** Whether there are names below this one, so that it is there, though nothing is under it. Source: RFC 8020. */
function isAbove(names: Names, name: string): boolean {
  for (const other of names.keys()) if (other.endsWith(`.${name}`)) return true;
  return false;
}
