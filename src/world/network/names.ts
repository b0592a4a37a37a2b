import { encodeByteString, type ByteString } from "../../engine/bytes/index.ts";
import type { Answer, Wait } from "../../engine/program/index.ts";
import { limits } from "../limits.ts";

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
  /** How long their server takes to answer. */
  readonly delaySeconds: number;
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

/** Seconds that a library waits for an answer, and for which it goes on asking a server that says that it has failed. */
const patience = {
  // djbdns-1.05 and ucspi-tcp-0.88 dns_transmit.c: who asks a cache begins with the second of 1, 3, 11 and 45 seconds; and
  // of a server that fails it waits out the third. Measured: 59 and 11 seconds.
  djb: [59, 11],
  // resolv.conf(5), options timeout and attempts.
  libc: [10, 0],
} as const;

/** What comes of a question, and how many seconds after it was asked. `names` is null where there's no server to ask. */
export function lookUpInTime(
  names: Names | null,
  question: Omit<Question, "kind">,
): { readonly answer: Answer; readonly seconds: number } {
  const [unansweredSeconds, failedSeconds] = patience[question.resolver ?? "djb"];
  const spent = { seconds: 0 };
  const answer = names === null ? noServer : lookUp(names, question, spent);
  const { seconds } = spent;
  if (answer === noServer || seconds > unansweredSeconds)
    return { answer: noServer, seconds: unansweredSeconds };
  return {
    answer,
    seconds: answer.kind === "temporary failure" ? Math.max(failedSeconds, seconds) : seconds,
  };
}

function keyOf(name: string): string {
  return name.toLowerCase().replace(/\.$/, "");
}

/** How long servers have taken to answer. */
interface Spent {
  seconds: number;
}

/** What DNS says. With type PTR it tells the names that the owner of an address's network says it has; nobody need agree. */
export function lookUp(
  names: Names,
  { type, name }: Omit<Question, "kind">,
  spent: Spent = { seconds: 0 },
): Answer {
  const found = (key: string, pick: (records: NameRecords) => readonly string[]): Answer =>
    find(names, key, pick, spent);
  switch (type) {
    case "ANY":
      return everything(names, name, spent);
    case "A":
      return found(name, ({ addresses }) => addresses);
    case "MX":
      return found(name, (records) =>
        records.mailExchangers
          .toSorted((a, b) => a.preference - b.preference)
          .map(({ preference, host }) => `${preference} ${host}`),
      );
    case "PTR":
      return found(reverseName(name), ({ pointers }) => pointers);
    case "TXT":
      return found(name, ({ texts }) => texts);
  }
}

/** The name under which DNS has what belongs to an address. */
// RFC 1035 3.5
export function reverseName(address: string): string {
  return `${address.split(".").reverse().join(".")}.in-addr.arpa`;
}

/** What comes of a question that nobody answers. */
const noServer: Answer = { kind: "temporary failure", why: "timeout" };

/** All records of a name itself. */
function everything(names: Names, name: string, spent: Spent): Answer {
  const key = keyOf(name);
  const records = names.get(key);
  // Without an alias to follow, any question tells whether there's an answer.
  if (typeof records !== "object") return find(names, key, () => [], spent);
  const { addresses, mailExchangers, texts, pointers, alias, anyBytes } = records;
  spent.seconds += records.delaySeconds;
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

function find(
  names: Names,
  name: string,
  pick: (records: NameRecords) => readonly string[],
  spent: Spent,
): Answer {
  const aliases: ByteString[] = [];
  let current = keyOf(name);
  for (;;) {
    const records = names.get(current) ?? wildcardFor(names, current);
    if (records === "servfail") return { kind: "temporary failure", why: records };
    if (records === "timeout") return noServer;
    if (records === null) return isAbove(names, current) ? { kind: "no data" } : { kind: "no such name" };
    spent.seconds += records.delaySeconds;
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
