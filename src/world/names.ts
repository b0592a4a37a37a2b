import { encodeByteString, type ByteString } from "../engine/bytes/index.ts";
import type { Answer, Wait } from "../engine/program/index.ts";
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
  /** Bytes of an answer with all records, those among them that nobody here asks for; null if nobody has said. */
  readonly anyBytes: number | null;
}

/**
 * All of DNS, by name in small letters; an address's own name ends in .in-addr.arpa. A name can also be in trouble: its
 * server fails, or doesn't answer.
 */
export type Names = ReadonlyMap<string, NameRecords | "servfail" | "timeout">;

/** A question to DNS. */
export type Question = Extract<Wait, { kind: "look up" }>;

/** What DNS says. With type PTR it tells the names that the owner of an address's network says it has; nobody need agree. */
export function lookUp(names: Names, { type, name }: Omit<Question, "kind">): Answer {
  switch (type) {
    case "ANY":
      return everything(names, name);
    case "A":
      return find(names, name, ({ addresses }) => addresses);
    case "MX":
      return find(names, name, (records) =>
        records.mailExchangers
          .toSorted((a, b) => a.preference - b.preference)
          .map(({ preference, host }) => `${preference} ${host}`),
      );
    case "PTR":
      return find(names, reverseName(name), ({ pointers }) => pointers);
    case "TXT":
      return find(names, name, ({ texts }) => texts);
  }
}

/** The name under which DNS has what belongs to an address. */
// RFC 1035 3.5
export function reverseName(address: string): string {
  return `${address.split(".").reverse().join(".")}.in-addr.arpa`;
}

/** What a host gets that has no DNS server to ask. */
export const noServer: Answer = { kind: "temporary failure", why: "timeout" };

/** All records of a name itself. */
function everything(names: Names, name: string): Answer {
  const key = name.toLowerCase().replace(/\.$/, "");
  const records = names.get(key);
  // Without an alias to follow, any question tells whether there's an answer.
  if (typeof records !== "object") return find(names, key, () => []);
  const { addresses, mailExchangers, texts, pointers, alias, anyBytes } = records;
  const values = [
    ...(alias === null ? [] : [`CNAME ${alias}`]),
    ...mailExchangers.map(({ preference, host }) => `MX ${preference} ${host}`),
    ...addresses.map((address) => `A ${address}`),
    ...pointers.map((pointer) => `PTR ${pointer}`),
    ...texts.map((text) => `TXT ${text}`),
  ].map(encodeByteString);
  if (values.length === 0) return { kind: "no data" };
  return { kind: "found", values, aliases: [], ...(anyBytes === null ? {} : { bytes: anyBytes }) };
}

function find(names: Names, name: string, pick: (records: NameRecords) => readonly string[]): Answer {
  const aliases: ByteString[] = [];
  let current = name.toLowerCase().replace(/\.$/, "");
  for (;;) {
    const records = names.get(current) ?? wildcardFor(names, current);
    if (records === "servfail") return { kind: "temporary failure", why: records };
    if (records === "timeout") return noServer;
    if (records === null) return isAbove(names, current) ? { kind: "no data" } : { kind: "no such name" };
    if (records.alias === null) {
      const values = pick(records).map(encodeByteString);
      return values.length === 0 ? { kind: "no data" } : { kind: "found", values, aliases };
    }
    // Aliases that lead round in a circle are a failure of the resolver's.
    if (aliases.length === limits.aliasesMax) return { kind: "temporary failure", why: "servfail" };
    current = records.alias.toLowerCase();
    aliases.push(encodeByteString(current));
  }
}

/** What stands for a name that isn't there: the wildcard below the closest name above it that is there. */
// RFC 4592 3.3.1
function wildcardFor(names: Names, name: string): NameRecords | "servfail" | "timeout" | null {
  if (isAbove(names, name)) return null;
  for (let dot = name.indexOf("."); dot !== -1; dot = name.indexOf(".", dot + 1)) {
    const above = name.slice(dot + 1);
    const found = names.get(`*.${above}`);
    if (found !== undefined) return found;
    if (names.has(above) || isAbove(names, above)) return null;
  }
  return null;
}

/** Whether there are names below this one, so that it is there, though nothing is under it. Source: RFC 8020. */
function isAbove(names: Names, name: string): boolean {
  for (const other of names.keys()) if (other.endsWith(`.${name}`)) return true;
  return false;
}
