import { findInCdb, type Cdb } from "../../engine/cdb/index.ts";
import type { Clients } from "../audit.ts";
import { levelSizes } from "../address-key.ts";
import { recordKey } from "../rule-records.ts";
import { rulePlace, type Examined, type RulePlace } from "./examined.ts";
import type { Finding, FindingFix } from "./finding.ts";
import { replaceLine } from "./fix.ts";
import { linesExplained } from "./rule-lines.ts";

/** Rules that decide for nobody, where the line itself doesn't show it. */
export function* deadRules(examined: Examined): Generator<Finding, void> {
  const { byRules, configuration } = examined;
  if (byRules === null || byRules.rules.effect.kind !== "looked up") return;
  const { cdb } = byRules.rules.effect;
  const told = new Set(configuration.rules === null ? [] : linesExplained(configuration.rules));
  const isNew = ({ at: { line } }: RulePlace): boolean => {
    if (line === null) return true;
    if (told.has(line)) return false;
    told.add(line);
    return true;
  };
  for (const record of byRules.dead) {
    const place = rulePlace(examined, byRules, record);
    if (!isNew(place)) continue;
    const message = "No client has such an address or name, so the rule does nothing.";
    yield { id: "rule-matches-nobody", severity: "warning", ...place.at, message, fix: removal(place) };
  }
  for (const place of zeroRules(examined, byRules)) {
    if (!isNew(place)) continue;
    const message =
      "0.0.0.0 doesn't stand for everybody: no client has an address that starts with 0, so the rule does nothing.";
    yield { id: "rule-zero-address", severity: "warning", ...place.at, message, fix: removal(place) };
  }
  for (const place of shadowedRules(examined, byRules, cdb)) {
    if (!isNew(place)) continue;
    const message = "Narrower rules decide for each of these addresses, so this one decides for nobody.";
    yield { id: "rule-shadowed", severity: "warning", ...place.at, message, fix: removal(place) };
  }
}

function removal({ written }: RulePlace): FindingFix | null {
  if (written === null) return null;
  return replaceLine(written.file, written.line, {
    title: "Remove this line, which has no effect",
    becomes: [],
  });
}

/** Rules of their own for addresses that start with 0, which are nobody's. */
// RFC 1122 3.2.1.3
function* zeroRules(examined: Examined, clients: Clients): Generator<RulePlace, void> {
  const { pieces } = clients.addresses;
  for (let index = 0; (pieces.starts[index] ?? levelSizes[1]) < levelSizes[1]; index++) {
    const level = pieces.levels[index] ?? 0;
    if (level === 0) continue;
    const place = rulePlace(examined, clients, pieces.records[index] ?? 0);
    const text = place.written?.text ?? place.key;
    if (/^0\.[0.]*(?::|$)/.test(text)) yield place;
  }
}

/** Rules of addresses that decide for none of them. */
function* shadowedRules(examined: Examined, clients: Clients, cdb: Cdb): Generator<RulePlace, void> {
  const records = examined.records?.records ?? new Uint32Array();
  const deciding = clients.addresses.pieces.records.toSorted();
  const decides = (record: number): boolean => {
    let low = 0;
    let high = deciding.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((deciding[middle] ?? 0) < record) low = middle + 1;
      else high = middle;
    }
    return deciding[low] === record;
  };
  for (const record of records) {
    if (decides(record)) continue;
    const key = recordKey(cdb, record);
    const finding = findInCdb(cdb, key);
    // Of two with the same key the first counts, which is told as a duplicate.
    if (finding.kind !== "found" || finding.recordAt !== record) continue;
    const place = rulePlace(examined, clients, record);
    const keys = place.written === null ? [key] : lineKeys(place.written.text);
    const isDead = keys.every((one) => {
      const found = findInCdb(cdb, one);
      return found.kind !== "found" || !decides(found.recordAt);
    });
    if (isDead) yield place;
  }
}

/** The keys that a rule's line makes. */
// ucspi-tcp-0.88 tcprules.c doaddressdata
function lineKeys(text: string): readonly string[] {
  const address = text.slice(0, text.indexOf(":"));
  const range = /^([0-9.]*?)([0-9]{1,3})-([0-9]{1,3})(\.[0-9.]*)?$/.exec(address);
  if (range === null) return [address];
  const [, before = "", bottom = "", top = "", after = ""] = range;
  const first = Number(bottom);
  const count = Math.max(0, Math.min(255, Number(top)) - first + 1);
  return Array.from({ length: count }, (_, index) => `${before}${first + index}${after}`);
}
