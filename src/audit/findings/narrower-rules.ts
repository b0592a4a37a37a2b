import { levelSizes } from "../address-key.ts";
import { withRelayclient } from "../faults/index.ts";
import { NO_RECORD, type RuleRecords } from "../rule-records.ts";
import { rulePlace, type Examined } from "./examined.ts";
import type { Finding } from "./finding.ts";
import { replaceLine } from "./fix.ts";

/**
 * Rules that let clients in whom the next wider rule would let relay: the longest key decides alone, and variables
 * aren't inherited. It may be meant so, unless the rule sets something else.
 */
// ucspi-tcp-0.88 rules.c doit
export function* narrowerRules(examined: Examined): Generator<Finding, void> {
  const { byRules, records } = examined;
  if (byRules === null || records === null) return;
  const wider = widerRules(records);
  const told = new Set<number>();
  for (let index = 0; index < records.firsts.length; index++) {
    if (records.outcomes[records.outcomeIndexes[index] ?? 0]?.kind !== "allowed") continue;
    const enclosing = enclosingRule(records, wider, index);
    if (enclosing === null) continue;
    const outcome = records.outcomes[records.outcomeIndexes[enclosing] ?? 0];
    if (outcome?.kind !== "relays") continue;
    const place = rulePlace(examined, byRules, records.records[index] ?? NO_RECORD);
    const { line } = place.at;
    if (line !== null && told.has(line)) continue;
    if (line !== null) told.add(line);
    const wide = rulePlace(examined, byRules, records.records[enclosing] ?? NO_RECORD);
    const widerWords = wide.at.line === null ? `the rule for ${wide.key}` : `line ${wide.at.line}`;
    const setsMore = place.written?.text.includes(",") ?? false;
    yield {
      id: "rule-forgets-relayclient",
      severity: setsMore ? "warning" : "info",
      ...place.at,
      message: `These clients may not relay, though ${widerWords} lets those around them: the narrower rule counts alone.`,
      fix:
        setsMore && place.written !== null
          ? replaceLine(place.written.file, place.written.line, {
              title: `Write RELAYCLIENT="${outcome.value}" here too`,
              becomes: [withRelayclient(place.written.text, outcome.value)],
            })
          : null,
    };
  }
}

/** The rules for one, two and three numbers: their index by the first address. */
type WiderRules = readonly ReadonlyMap<number, number>[];

function widerRules({ firsts, levels }: RuleRecords): WiderRules {
  const wider = Array.from({ length: 4 }, () => new Map<number, number>());
  for (let index = 0; index < firsts.length; index++) {
    const ofLevel = wider[levels[index] ?? 4];
    const first = firsts[index] ?? 0;
    if (ofLevel !== undefined && !ofLevel.has(first)) ofLevel.set(first, index);
  }
  return wider;
}

/** The closest rule around one, but not the one for everybody. */
function enclosingRule({ firsts, levels }: RuleRecords, wider: WiderRules, index: number): number | null {
  const first = firsts[index] ?? 0;
  for (let level = (levels[index] ?? 0) - 1; level > 0; level--) {
    const size = levelSizes[level] ?? 1;
    const found = wider[level]?.get(first - (first % size));
    if (found !== undefined) return found;
  }
  return null;
}
