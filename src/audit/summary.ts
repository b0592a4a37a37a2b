import type { ByteString } from "../engine/bytes/index.ts";
import { addressCount, addressMax, addressText, cidrs, rangeText, type AddressRange } from "./addresses.ts";
import { audit, type Audit, type Clients } from "./audit.ts";
import type { ClassMembers } from "./client-classes.ts";
import type { Configuration } from "./configuration.ts";
import { grouped, listed } from "./number-words.ts";
import { clientRanges, type ClientRange } from "./partition.ts";
import type { Recipients } from "./recipients.ts";
import { mainServer, runOf } from "./run.ts";

/** What a person should know first of a server, in plain words. */
export interface Summary {
  /**
   * `open`: strangers may write to everybody; `closed`: they may not; `no mail`: nobody is served at all; `unknown`: the
   * files that would tell weren't given.
   */
  readonly verdict: "open" | "closed" | "no mail" | "unknown";
  /** How many addresses may relay by themselves, without a name or a password; null if that isn't known. */
  readonly relayAddresses: number | null;
  /** Sentences, the verdict first. */
  readonly sentences: readonly string[];
}

/**
 * Tells who may relay, what strangers reach, and what is otherwise for clients with a name, a user or a password. `audited`
 * is what is known of the clients and recipients of this configuration, where that is more than its files tell.
 */
export function summary(configuration: Configuration, audited: Audit = audit(configuration)): Summary {
  const { clients, recipients } = audited;
  const relaying = clients === null ? null : [...clientRanges(clients.addresses, "relays")];
  const verdict = verdictOf(clients, relaying, recipients);
  return {
    verdict,
    relayAddresses: relaying === null ? null : addressCount(relaying),
    sentences: [
      verdictSentence(verdict, { clients, relaying, recipients }),
      ...(clients === null ? [] : clientSentences(clients)),
      ...(recipients === null
        ? ["Nothing is known of control/, so neither of the domains that strangers may write to."]
        : recipientSentences(recipients)),
      ...runSentences(configuration),
      ...basisSentences(configuration, clients),
    ],
  };
}

/** More than half of all addresses: no list of clients of one's own. */
const OPEN_MIN = 2 ** 31;
const SHOWN_MAX = 8;

interface Known {
  readonly clients: Clients | null;
  readonly relaying: readonly ClientRange[] | null;
  readonly recipients: Recipients | null;
}

function verdictOf(
  clients: Clients | null,
  relaying: Known["relaying"],
  recipients: Recipients | null,
): Summary["verdict"] {
  if (recipients?.session === "fails" || clients?.rules.effect.kind === "missing") return "no mail";
  if (recipients?.reached === "everything") return "open";
  if (recipients?.percentHack.some(({ letInBy }) => letInBy !== null) === true) return "open";
  if (clients === null || relaying === null || clients.rules.effect.kind === "damaged") return "unknown";
  const isOpenToNames = clients.classes.some(
    ({ members, outcomeIndex, reach }) =>
      members.kind === "any name" &&
      reach === "clients" &&
      clients.addresses.outcomes[outcomeIndex]?.kind === "relays",
  );
  return addressCount(relaying) >= OPEN_MIN || isOpenToNames ? "open" : "closed";
}

function verdictSentence(verdict: Summary["verdict"], { clients, relaying, recipients }: Known): string {
  if (verdict === "no mail") {
    return recipients?.session === "fails"
      ? "Nobody is served: the server has no name to greet with, so every client gets 421."
      : "Nobody is served: the compiled rules are missing, so every connection is dropped.";
  }
  if (verdict === "unknown") {
    return clients === null
      ? "Who may relay isn't known: no rules and no run script were given."
      : "Who may relay can't be told: the compiled rules are damaged.";
  }
  if (verdict === "closed") return relayWords(relaying ?? []);
  if (recipients?.reached === "everything")
    return "This is an open relay: there is no rcpthosts, so everybody may write to everybody.";
  if (relaying !== null && addressCount(relaying) >= OPEN_MIN) {
    const others =
      addressCount(relaying) === addressMax + 1
        ? "everybody"
        : `${grouped(addressCount(relaying))} addresses`;
    return `This is an open relay: ${others} may write to everybody.`;
  }
  const hack = recipients?.percentHack.find(({ letInBy }) => letInBy !== null);
  return hack === undefined
    ? "This is an open relay: whoever has a name in DNS may write to everybody."
    : `This is an open relay: user%elsewhere@${hack.domain} is sent on to user@elsewhere, whoever asks.`;
}

/** "Nobody but 127.0.0.0/8 and 192.168.5.0/24 may relay: 16,777,472 addresses." */
function relayWords(ranges: readonly ClientRange[]): string {
  if (ranges.length === 0) return "Nobody may relay by address.";
  const count = addressCount(ranges);
  const addresses = count === 1 ? "one address" : `${grouped(count)} addresses`;
  return `Nobody but ${listed(joined(ranges).map(rangeName), SHOWN_MAX)} may relay: ${addresses}.`;
}

/** Ranges that touch, whatever is put behind recipients, as one. */
function joined(ranges: readonly AddressRange[]): readonly AddressRange[] {
  const all: AddressRange[] = [];
  for (const { first, last } of ranges) {
    const before = all.at(-1);
    if (before?.last === first - 1) all[all.length - 1] = { first: before.first, last };
    else all.push({ first, last });
  }
  return all;
}

function rangeName(range: AddressRange): string {
  const [block, second] = cidrs(range);
  if (range.first === range.last) return addressText(range.first);
  return block !== undefined && second === undefined ? block : rangeText(range);
}

function clientSentences(clients: Clients): readonly string[] {
  const { addresses, classes, door } = clients;
  const ranges = (kind: "denied" | "relays") => [...clientRanges(addresses, kind)];
  const denied = ranges("denied");
  const sentences: string[] = [];
  for (const value of new Set(
    ranges("relays").map(({ outcome }) => (outcome.kind === "relays" ? outcome.value : "")),
  )) {
    if (value === "") continue;
    const those = ranges("relays").filter(
      ({ outcome }) => outcome.kind === "relays" && outcome.value === value,
    );
    sentences.push(
      `Recipients of ${listed(joined(those).map(rangeName), SHOWN_MAX)} have ${JSON.stringify(value)} put behind them.`,
    );
  }
  if (denied.length > 0) {
    const count = addressCount(denied);
    const those = listed(joined(denied).map(rangeName), SHOWN_MAX);
    sentences.push(
      `Hung up on ${count === 1 ? `is ${those}` : `are ${those}: ${grouped(count)} addresses`}.`,
    );
  }
  const live = classes.filter(({ reach }) => reach === "clients");
  for (const [kind, words] of [
    ["relays", "may relay as well"],
    ["denied", "are hung up on"],
    ["allowed", "are let in, and may not relay unless a rule for their whole address says so"],
  ] as const) {
    const those = live.filter(({ outcomeIndex }) => addresses.outcomes[outcomeIndex]?.kind === kind);
    if (those.length === 0) continue;
    const names = listed(
      those.map(({ members }) => memberWords(members)),
      SHOWN_MAX,
    );
    const isForged =
      kind === "relays" &&
      door.clientName === "believed" &&
      those.some(({ members }) => members.kind !== "user at address");
    sentences.push(
      `${capital(names)} ${words}${isForged ? "; such a name can be claimed by anybody, since it isn't proven with -p" : ""}.`,
    );
  }
  return sentences;
}

function memberWords(members: ClassMembers): string {
  const { kind } = members;
  switch (kind) {
    case "user at address":
      return `${members.user} at ${addressText(members.address)}`;
    case "user at name":
      return `${members.user} at ${members.name}`;
    case "name":
      return `clients named ${members.name}`;
    case "suffix":
      return `clients with a name below ${members.suffix.slice(1)}`;
    case "any name":
      return "clients with a name";
    default:
      return kind satisfies never;
  }
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function recipientSentences({ reached, damaged, badSenders }: Recipients): readonly string[] {
  if (reached === "everything") return [];
  const domains = reached.filter(({ use }) => use === "matches").map(({ text }) => domainWords(text));
  const sentences = [
    domains.length === 0
      ? "Strangers may write to no domain at all."
      : `Strangers may write to ${listed([...new Set(domains)], SHOWN_MAX)}, and to nobody else.`,
  ];
  if (damaged !== null)
    sentences.push("morercpthosts.cdb is damaged, so mail for what rcpthosts doesn't list gets 421.");
  if (badSenders.length > 0)
    sentences.push(
      `Mail from ${listed(
        badSenders.map(({ text }) => senderWords(text)),
        SHOWN_MAX,
      )} is refused from everybody.`,
    );
  return sentences;
}

function domainWords(text: ByteString): string {
  return text.startsWith(".") && text !== "." ? `all names below ${text.slice(1)}` : text;
}

function senderWords(text: ByteString): string {
  return text.startsWith("@") ? `anybody at ${text.slice(1)}` : text;
}

function runSentences(configuration: Configuration): readonly string[] {
  const script = runOf(configuration);
  const server = script === null ? null : mainServer(script);
  if (script === null || server === null) return [];
  const sentences: string[] = [];
  if (server.passwords !== null && server.door.smtpd === "netqmail-smtp-auth")
    sentences.push(
      server.passwords.kind === "checked"
        ? "Whoever gives a right password may relay too."
        : "Whoever gives any password may relay too: each one is accepted.",
    );
  if (server.chain.some(({ name }) => name === "relay-ctrl-check"))
    sentences.push("Whoever has fetched mail lately from the same address may relay too.");
  if (server.lists.some(({ kind }) => kind === "block"))
    sentences.push("Clients that a blacklist names are refused before that, whatever else holds.");
  return sentences;
}

function basisSentences({ run }: Configuration, clients: Clients | null): readonly string[] {
  if (clients === null || clients.door.basis === "run script") return [];
  return run === null
    ? ["No run script was given, so the usual options of tcpserver are taken for granted."]
    : [
        "The run script starts no server that is known, so the usual options of tcpserver are taken for granted.",
      ];
}
