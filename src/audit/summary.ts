import type { ByteString } from "../engine/bytes/index.ts";
import { addressMax, addressText, cidrs, rangeText, type AddressRange } from "./addresses.ts";
import { audit, type Audit, type Clients } from "./audit.ts";
import type { ClassMembers } from "./client-classes.ts";
import type { Configuration } from "./configuration.ts";
import { grouped, listed } from "./number-words.ts";
import type { Outcome } from "./outcome.ts";
import { clientRanges, type AddressPartition } from "./partition.ts";
import type { DomainEntry, Recipients } from "./recipients.ts";
import { mainServer, relayclientTakenAt, runOf } from "./run.ts";
import type { RulesText } from "./rules-in-force.ts";
import type { ServerStart } from "./run-script/index.ts";

/** What a person should know first of a server, in plain words. */
export interface Summary {
  /**
   * `open`: strangers may write to everybody; `closed`: they may not; `no mail`: nobody is served at all; `unknown`: the
   * files that would tell weren't given, or can't be read.
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
  const relaying = clients === null ? null : rangeSet(clientRanges(clients.addresses, "relays"));
  const verdict = verdictOf(clients, relaying, recipients);
  return {
    verdict,
    relayAddresses: relaying === null ? null : relaying.addresses,
    sentences: [
      verdictSentence(verdict, { clients, relaying, recipients }),
      ...(clients === null ? [] : clientSentences(clients)),
      ...(recipients === null
        ? ["control/ wasn't given, so it isn't known to which domains strangers may write."]
        : recipientSentences(recipients, relaying)),
      ...runSentences(configuration),
      ...textSentences(configuration, clients),
      ...basisSentences(configuration, clients),
    ],
  };
}

/** More than half of all addresses: no list of clients of one's own. */
const OPEN_MIN = 2 ** 31;
const SHOWN_MAX = 8;

interface Known {
  readonly clients: Clients | null;
  readonly relaying: RangeSet | null;
  readonly recipients: Recipients | null;
}

function verdictOf(
  clients: Clients | null,
  relaying: Known["relaying"],
  recipients: Recipients | null,
): Summary["verdict"] {
  if (recipients?.session === "fails" || clients?.door.behind.kind === "nothing") return "no mail";
  if (clients !== null && unmadeText(clients) !== null) return "unknown";
  if (clients?.rules.effect.kind === "missing") return "no mail";
  if (recipients?.reached === "everything") return "open";
  if (recipients?.reached.some(isEveryDomain) === true) return "open";
  if (recipients?.percentHack.some(({ letInBy }) => letInBy !== null) === true) return "open";
  if (clients === null || relaying === null || clients.rules.effect.kind === "damaged") return "unknown";
  const isOpenToNames = clients.classes.some(
    ({ members, outcomeIndex, reach }) =>
      members.kind === "any name" &&
      reach === "clients" &&
      clients.addresses.outcomes[outcomeIndex]?.kind === "relays",
  );
  return relaying.addresses >= OPEN_MIN || isOpenToNames ? "open" : "closed";
}

/** The text that can't be compiled, where it's all that was given of the rules: what is in force is something else. */
function unmadeText({ rules: { effect, text } }: Clients): RulesText | null {
  return effect.kind === "missing" && (text.kind === "unparsable" || text.kind === "too large") ? text : null;
}

/** Of every domain there's a spelling with a dot at its end, to which mail goes as well. */
function isEveryDomain({ text, use }: DomainEntry): boolean {
  return text === "." && use === "matches";
}

function verdictSentence(verdict: Summary["verdict"], { clients, relaying, recipients }: Known): string {
  if (verdict === "no mail") {
    if (clients?.door.behind.kind === "nothing")
      return "Nobody is served: a program that stands before qmail-smtpd in the run script fails.";
    return recipients?.session === "fails"
      ? "Nobody is served: the server has no name to greet with, so every client gets 421."
      : "Nobody is served: the compiled rules are missing, so every connection is dropped.";
  }
  if (verdict === "unknown") {
    if (clients === null) return "Who may relay isn't known: no rules and no run script were given.";
    const text = unmadeText(clients);
    if (text === null) return "Who may relay can't be told: the compiled rules are damaged.";
    const why =
      text.kind === "unparsable"
        ? `tcprules stops at line ${text.failure.line} of the text`
        : "the text is too large for tcprules";
    return `Who may relay can't be told: ${why}, so rules that were compiled earlier are in force, which weren't given.`;
  }
  if (verdict === "closed") return relayWords(relaying ?? rangeSet([]));
  if (recipients?.reached === "everything")
    return "This is an open relay: there is no rcpthosts, so everybody may write to everybody.";
  if (relaying !== null && relaying.addresses >= OPEN_MIN) {
    const others =
      relaying.addresses === addressMax + 1 ? "everybody" : `${grouped(relaying.addresses)} addresses`;
    return `This is an open relay: ${others} may write to everybody.`;
  }
  if (recipients?.reached.some(isEveryDomain) === true)
    return "This is an open relay: everybody may write to every domain, with a dot at its end.";
  const hack = recipients?.percentHack.find(({ letInBy }) => letInBy !== null);
  return hack === undefined
    ? "This is an open relay: whoever has a name in DNS may write to everybody."
    : `This is an open relay: user%elsewhere@${hack.domain} is sent on to user@elsewhere, whoever asks.`;
}

/** "Nobody but 127.0.0.0/8 and 192.168.5.0/24 may relay: 16,777,472 addresses." */
function relayWords(relaying: RangeSet): string {
  if (relaying.addresses === 0) return "Nobody may relay by address.";
  return `Nobody but ${rangeNames(relaying)} may relay: ${addressWords(relaying)}.`;
}

/** Ranges of which only the first few are told; there may be millions. */
interface RangeSet {
  readonly addresses: number;
  /** How many ranges there are. Those that touch count as one, whatever is put behind recipients. */
  readonly count: number;
  readonly first: readonly AddressRange[];
}

function rangeSet(ranges: Iterable<AddressRange>): RangeSet {
  const shown: AddressRange[] = [];
  let addresses = 0;
  let count = 0;
  let end = -1;
  for (const { first, last } of ranges) {
    addresses += last - first + 1;
    const before = end === first - 1 ? shown.at(-1) : undefined;
    if (end !== first - 1 || count === 0) {
      count++;
      if (count <= SHOWN_MAX) shown.push({ first, last });
    } else if (before !== undefined && count <= SHOWN_MAX)
      shown[shown.length - 1] = { first: before.first, last };
    end = last;
  }
  return { addresses, count, first: shown };
}

function rangeNames({ first, count }: RangeSet): string {
  return listed(first.map(rangeName), SHOWN_MAX, count);
}

function addressWords({ addresses }: RangeSet): string {
  return addresses === 1 ? "one address" : `${grouped(addresses)} addresses`;
}

function rangeName(range: AddressRange): string {
  const [block, second] = cidrs(range);
  if (range.first === range.last) return addressText(range.first);
  return block !== undefined && second === undefined ? block : rangeText(range);
}

function clientSentences(clients: Clients): readonly string[] {
  const { addresses, classes, door } = clients;
  const denied = rangeSet(clientRanges(addresses, "denied"));
  const sentences: string[] = [];
  for (const outcome of addresses.outcomes) {
    if (outcome.kind !== "relays" || outcome.value === "") continue;
    const those = rangeSet(rangesOf(addresses, outcome));
    if (those.count > 0)
      sentences.push(
        `Recipients of ${rangeNames(those)} have ${JSON.stringify(outcome.value)} put behind them.`,
      );
  }
  if (denied.count > 0) {
    const those = rangeNames(denied);
    sentences.push(
      `Hung up on ${denied.addresses === 1 ? `is ${those}` : `are ${those}: ${addressWords(denied)}`}.`,
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

function* rangesOf(addresses: AddressPartition, outcome: Outcome): Generator<AddressRange, void> {
  for (const range of clientRanges(addresses)) if (range.outcome === outcome) yield range;
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

function recipientSentences(
  { reached, damaged, badSenders }: Recipients,
  relaying: Known["relaying"],
): readonly string[] {
  if (reached === "everything") return [];
  const relayCount = relaying?.addresses ?? 0;
  const sentences =
    relayCount === addressMax + 1
      ? []
      : [reachedWords(reached, relayCount >= OPEN_MIN ? "Whoever may not relay" : "Strangers")];
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

/** There may be millions, of which the first few are told. What is in both files counts once. */
function reachedWords(reached: readonly DomainEntry[], who: string): string {
  const more = new Set<ByteString>();
  for (const { text, where } of reached) if (where === "morercpthosts.cdb") more.add(text);
  const shown: ByteString[] = [];
  let count = 0;
  for (const { text, use, where } of reached) {
    if (use !== "matches" || (where === "rcpthosts" && more.has(text))) continue;
    if (++count <= SHOWN_MAX) shown.push(text);
  }
  return count === 0
    ? `${who} may write to no domain at all.`
    : `${who} may write to ${listed(shown.map(domainWords), SHOWN_MAX, count)}, and to nobody else.`;
}

function domainWords(text: ByteString): string {
  if (text === ".") return "every domain with a dot at its end";
  return text.startsWith(".") ? `all names below ${text.slice(1)}` : text;
}

function senderWords(text: ByteString): string {
  return text.startsWith("@") ? `anybody at ${text.slice(1)}` : text;
}

function runSentences(configuration: Configuration): readonly string[] {
  const script = runOf(configuration);
  const server = script === null ? null : mainServer(script);
  if (script === null || server === null) return [];
  const sentences = [...environmentSentences(server)];
  if (server.passwords !== null && server.door.smtpd === "netqmail-smtp-auth")
    sentences.push(
      server.passwords.kind === "checked"
        ? "Whoever gives a right password may relay too."
        : "Whoever gives any password may relay too: each one is accepted.",
    );
  if (relayCtrlCounts(server))
    sentences.push("Whoever has fetched mail lately from the same address may relay too.");
  if (server.lists.some(({ kind }) => kind === "block"))
    sentences.push("Clients that a blacklist names are refused before that, whatever else holds.");
  return sentences;
}

/** Whether relay-ctrl-check is asked, and what it sets isn't taken away behind it. */
function relayCtrlCounts(server: ServerStart): boolean {
  const check = server.chain.findLast(({ name }) => name === "relay-ctrl-check");
  const taken = relayclientTakenAt(server);
  if (check === undefined || taken === null) return check !== undefined;
  const { line, column } = taken.place;
  return check.place.line > line || (check.place.line === line && check.place.column > column);
}

/** What the run script does to RELAYCLIENT besides the rules, and what nobody gave that may do so as well. */
function environmentSentences(server: ServerStart): readonly string[] {
  const sentences: string[] = [];
  if (relayclientTakenAt(server) !== null)
    sentences.push(
      "RELAYCLIENT is taken away between tcpserver and qmail-smtpd, so no rule lets anybody relay by it.",
    );
  const folders = new Set(
    server.unknowns.flatMap(({ reason }) => (reason.kind === "folder" ? [reason.path] : [])),
  );
  for (const folder of folders)
    sentences.push(
      `The folder ${folder} wasn't given, so it isn't known whether envdir sets or unsets RELAYCLIENT there.`,
    );
  return sentences;
}

/** A text without its cdb is taken for what is in force, which may be wrong. */
function textSentences({ rules, rulesCdb }: Configuration, clients: Clients | null): readonly string[] {
  return rules !== null && rulesCdb === null && clients?.rules.effect.kind === "looked up"
    ? ["Only the text of the rules was given, and it's taken for granted that it has been compiled."]
    : [];
}

function basisSentences({ run }: Configuration, clients: Clients | null): readonly string[] {
  if (clients === null || clients.door.basis === "run script") return [];
  return run === null
    ? ["No run script was given, so the usual options of tcpserver are taken for granted."]
    : [
        "The run script starts no server that is known, so the usual options of tcpserver are taken for granted.",
      ];
}
