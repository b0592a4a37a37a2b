import {
  addressNumber,
  audit,
  indexAt,
  ruleAt,
  type Clients,
  type Configuration,
  type OutcomeKind,
} from "../../audit/index.ts";
import { encodeText } from "../../engine/bytes/index.ts";
import type { KnownHost } from "../language.ts";

/**
 * For whom a line of the rules decides, and how, as a sentence: of the clients without a name and a user, those that no
 * closer or earlier rule is for. `null` where that isn't known, since tcprules can't read the text or it's too long.
 */
export function decidesFor(text: string, line: number, hosts: readonly KnownHost[]): string | null {
  const decided = decidedBy(text);
  if (decided === null) return null;
  const found = decided.lines.get(line);
  if (found === undefined)
    return "By its address alone it decides for nobody: closer or earlier lines are for all of these.";
  const known = hosts.filter(({ address }) => decided.lineFor(address) === line);
  const shown = known.slice(0, HOSTS_SHOWN).map(({ title, address }) => `${title} (${address})`);
  const more = known.length > HOSTS_SHOWN ? ` and ${known.length - HOSTS_SHOWN} more hosts` : "";
  const among = shown.length === 0 ? "" : `, among them ${shown.join(", ")}${more}`;
  const count = found.count === 1 ? "one address" : `${found.count} addresses`;
  return `It decides for ${count}${among}: ${FATES[found.outcome]}.`;
}

const HOSTS_SHOWN = 4;
/** UTF-16 units of rules that are worked out while somebody points at them. Our own choice. */
const TEXT_UNITS_MAX = 2_000_000;

const FATES: Readonly<Record<OutcomeKind, string>> = {
  relays: "who comes from there may send to anybody",
  allowed: "who comes from there may send to what rcpthosts lists, and to nobody else",
  denied: "who comes from there is hung up on",
  dropped: "who comes from there is dropped",
  unknown: "what becomes of them can't be told",
};

interface Decided {
  readonly lines: ReadonlyMap<number, { readonly count: number; readonly outcome: OutcomeKind }>;
  readonly lineFor: (address: string) => number | null;
}

let last: { readonly text: string; readonly decided: Decided | null } | null = null;

// Somebody who points at one line after another asks of the same text again and again.
function decidedBy(text: string): Decided | null {
  if (last?.text !== text) last = { text, decided: workedOut(text) };
  return last.decided;
}

function workedOut(text: string): Decided | null {
  if (text.length > TEXT_UNITS_MAX) return null;
  const rules = { path: "tcp.smtp", bytes: encodeText(text), modifiedAt: null };
  const given: Configuration = { rules, rulesCdb: null, control: null, others: [], run: null };
  const { clients } = audit(given);
  return clients === null || clients.rules.effect.kind !== "looked up" ? null : byLine(clients);
}

function byLine(clients: Clients): Decided {
  const { pieces, outcomes } = clients.addresses;
  const lineOf = new Map<number, number | null>();
  const lineAt = (index: number): number | null => {
    const record = pieces.records[index] ?? 0;
    const known = lineOf.get(record);
    if (known !== undefined) return known;
    const line = ruleAt(clients, record)?.line?.line ?? null;
    lineOf.set(record, line);
    return line;
  };
  const lines = new Map<number, { count: number; outcome: OutcomeKind }>();
  for (let index = 0; index < pieces.starts.length; index++) {
    const line = lineAt(index);
    if (line === null) continue;
    const count = (pieces.starts[index + 1] ?? 2 ** 32) - (pieces.starts[index] ?? 0);
    const outcome = outcomes[pieces.outcomeIndexes[index] ?? 0]?.kind ?? "unknown";
    lines.set(line, { count: (lines.get(line)?.count ?? 0) + count, outcome });
  }
  const lineFor = (address: string): number | null => {
    const number = addressNumber(address);
    return number === null ? null : lineAt(indexAt(pieces.starts, number));
  };
  return { lines, lineFor };
}
