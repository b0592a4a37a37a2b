import { encodeByteString, lowerAscii } from "../../../engine/bytes/index.ts";
import {
  domainFromDot,
  recordTypes,
  type DnsRecord,
  type DnsResponse,
  type Domain,
  type RecordData,
} from "../../../engine/dns/index.ts";
import { type NameRecords, type Names } from "../../network/index.ts";
import type { WorldArrival, WorldSystem, WorldWait } from "../../process.ts";

/** What asking DNS comes to: a response as a cache gives it, or why there's none. */
export type Resolved =
  | { readonly kind: "response"; readonly response: DnsResponse }
  | { readonly kind: "temporary failure"; readonly why: "servfail" | "timeout" };

/** How long records are kept, which nobody in this world says. Source: djbdns-1.05 tinydns-data.c TTL_POSITIVE. */
const ttlSeconds = 86400;

/** Source: djbdns-1.05 query.c doit, of what a cache knows by itself. */
const ownTtlSeconds = 655360;

/** Asks the host's DNS cache, and follows aliases as that does. */
// djbdns-1.05 query.c doit, dns_resolve.c dns_resolve
export function* resolve(
  system: WorldSystem,
  question: DnsResponse["question"],
  resolver?: "libc",
): Generator<WorldWait, Resolved, WorldArrival> {
  const name = question.domain.join(".");
  const arrival = yield {
    kind: "look up",
    type: "TXT",
    name,
    resolver,
  };
  if (arrival.kind !== "looked up") throw new Error(`${arrival.kind} came for a question to DNS`);
  const { answer } = arrival;
  if (answer.kind === "temporary failure") return answer;
  const own = ownAnswer(question);
  if (own !== null) return { kind: "response", response: { question, outcome: "noerror", answers: own } };
  const answers: DnsRecord[] = [];
  const isAliasAsked = question.type === recordTypes.cname || question.type === recordTypes.any;
  let owner = question.domain;
  for (;;) {
    const records = recordsOf(system.names, owner);
    const alias = records === null || records.alias === null ? null : domainFromDot(records.alias);
    if (records !== null && (alias === null || isAliasAsked)) {
      answers.push(...dataOf(records, question.type).map((data) => ({ owner, ttlSeconds, data })));
    }
    if (alias === null || isAliasAsked) break;
    answers.push({ owner, ttlSeconds, data: { type: "cname", domain: alias } });
    owner = alias;
  }
  const isThere = answer.kind !== "no such name" || (isAliasAsked && answers.length > 0);
  return {
    kind: "response",
    response: { question, outcome: isThere ? "noerror" : "nxdomain", answers },
  };
}

/** What a cache answers without asking anybody. */
function ownAnswer({ domain, type }: DnsResponse["question"]): readonly DnsRecord[] | null {
  const name = lowerAscii(domain.join("."));
  const found = (data: RecordData): readonly DnsRecord[] =>
    type === recordTypes[data.type] || type === recordTypes.any
      ? [{ owner: domain, ttlSeconds: ownTtlSeconds, data }]
      : [];
  if (name === "localhost") return found({ type: "a", address: "127.0.0.1" });
  if (name === "1.0.0.127.in-addr.arpa") return found({ type: "ptr", domain: ["localhost"] });
  return /^\d{1,3}(\.\d{1,3}){3}$/.test(name) ? found({ type: "a", address: name }) : null;
}

function recordsOf(names: Names, domain: Domain): NameRecords | null {
  const records = names.get(lowerAscii(domain.join(".")));
  return typeof records === "object" ? records : null;
}

function dataOf(records: NameRecords, type: number): readonly RecordData[] {
  const all: readonly RecordData[] = [
    ...(records.alias === null ? [] : domains("cname", [records.alias])),
    ...domains("ptr", records.pointers),
    ...records.mailExchangers.flatMap(({ preference, host }) => {
      const domain = domainFromDot(host);
      return domain === null ? [] : [{ type: "mx" as const, preference, domain }];
    }),
    ...records.addresses.map((address) => ({ type: "a" as const, address })),
    ...records.texts.map((text) => ({ type: "txt" as const, text: encodeByteString(text) })),
  ];
  return type === recordTypes.any ? all : all.filter((data) => recordTypes[data.type] === type);
}

function domains(type: "cname" | "ptr", names: readonly string[]): readonly RecordData[] {
  return names.flatMap((name) => {
    const domain = domainFromDot(name);
    return domain === null ? [] : [{ type, domain }];
  });
}
