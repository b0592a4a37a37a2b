import type { AddressRange } from "../addresses.ts";
import { levelRange } from "../address-key.ts";
import type { Clients } from "../audit.ts";
import { notRelaying } from "../faults/index.ts";
import { clientRanges, endOf } from "../partition.ts";
import { atFile, rulePlace, type Examined, type RulePlace } from "./examined.ts";
import type { Finding, FindingFix } from "./finding.ts";
import { replaceLine } from "./fix.ts";
import { grouped } from "../number-words.ts";

/** Rules that let strangers relay, by the exact set of addresses that each decides on. */
export function* openRelay(examined: Examined): Generator<Finding, void> {
  const { byRules, exposure } = examined;
  if (byRules === null || byRules.rules.effect.kind !== "looked up" || exposure === "host") return;
  const wide = wideRules(examined, byRules);
  for (const { place, strangers } of wide) {
    const isOpen = strangers >= HALF;
    yield {
      id: isOpen ? "open-relay" : "relay-range-huge",
      severity: "error",
      ...place.at,
      message: isOpen
        ? "The rule lets everybody relay through this server, which spammers find within hours."
        : `The rule lets ${grouped(strangers)} addresses of the public Internet relay, which no one customer has.`,
      fix: closingFix(place, isOpen ? "open" : "huge"),
    };
  }
  for (const { members, record, outcomeIndex, reach } of byRules.classes) {
    if (members.kind !== "any name" || reach !== "clients") continue;
    if (byRules.addresses.outcomes[outcomeIndex]?.kind !== "relays") continue;
    const place = rulePlace(examined, byRules, record);
    const message =
      "The rule lets everybody relay whose address has a name in DNS, which is almost everybody.";
    yield { id: "open-relay", severity: "error", ...place.at, message, fix: closingFix(place, "open") };
  }
  if (wide.length > 0) return;
  const strangers = publicCount(clientRanges(byRules.addresses, "relays"));
  if (strangers < SET_MAX) return;
  const { rules, rulesCdb } = examined.configuration;
  const message = `The rules together let ${grouped(strangers)} addresses of the public Internet relay.`;
  const at = atFile((rules ?? rulesCdb)?.path ?? "tcp.smtp");
  yield { id: "relay-set-huge", severity: "error", ...at, message, fix: null };
}

const HALF = 2 ** 31;
/** A rule for one first number, even where a part of it is private as in `192.` and `172.` */
const HUGE = 15 * 2 ** 20;
/** More than any one organization has ever had. */
const SET_MAX = 2 ** 28;

/** Addresses that no client on the public Internet has. Source: RFC 6890, without the blocks for documentation. */
const NOT_PUBLIC: readonly AddressRange[] = [
  levelRange(0, 1),
  levelRange(10 * 2 ** 24, 1),
  { first: 0x64400000, last: 0x647fffff },
  levelRange(127 * 2 ** 24, 1),
  levelRange(0xa9fe0000, 2),
  { first: 0xac100000, last: 0xac1fffff },
  levelRange(0xc0a80000, 2),
  { first: 0xe0000000, last: 2 ** 32 - 1 },
];

/** How many addresses of ranges are on the public Internet. */
export function publicCount(ranges: Iterable<AddressRange>): number {
  let count = 0;
  for (const range of ranges) {
    count += range.last - range.first + 1;
    for (const { first, last } of NOT_PUBLIC) {
      if (first > range.last || last < range.first) continue;
      count -= Math.min(last, range.last) - Math.max(first, range.first) + 1;
    }
  }
  return count;
}

/** The rules, each with all its line says, that let a huge number of strangers relay. */
function wideRules(
  examined: Examined,
  clients: Clients,
): readonly { readonly place: RulePlace; readonly strangers: number }[] {
  const { outcomes, pieces } = clients.addresses;
  const byRecord = new Map<number, number>();
  for (let index = 0; index < pieces.starts.length; index++) {
    // A line makes at most 256 rules, so those for three numbers can't come to so many.
    if ((pieces.levels[index] ?? 4) > 2 || outcomes[pieces.outcomeIndexes[index] ?? 0]?.kind !== "relays")
      continue;
    const record = pieces.records[index] ?? 0;
    const piece = { first: pieces.starts[index] ?? 0, last: endOf(pieces.starts, index) };
    byRecord.set(record, (byRecord.get(record) ?? 0) + publicCount([piece]));
  }
  const byLine = new Map<string, { place: RulePlace; strangers: number }>();
  for (const [record, strangers] of byRecord) {
    const place = rulePlace(examined, clients, record);
    const name = `${place.at.line ?? `key ${place.key}`}`;
    const before = byLine.get(name);
    byLine.set(name, { place, strangers: strangers + (before?.strangers ?? 0) });
  }
  return [...byLine.values()].filter(({ strangers }) => strangers >= HUGE);
}

function closingFix({ written }: RulePlace, kind: "open" | "huge"): FindingFix | null {
  if (written === null) return null;
  const { file, line, text } = written;
  const colon = text.indexOf(":");
  const meant = kind === "huge" ? PRIVATE.get(text.slice(0, colon)) : undefined;
  if (meant !== undefined)
    return replaceLine(file, line, {
      title: `Write ${meant}, the private part of it`,
      becomes: [meant + text.slice(colon)],
    });
  const { title, becomes } = notRelaying(text);
  return replaceLine(file, line, { title, becomes: [becomes] });
}

/** What people mean who write one number of a private network. */
const PRIVATE: ReadonlyMap<string, string> = new Map([
  ["192.", "192.168."],
  ["172.", "172.16-31."],
]);
