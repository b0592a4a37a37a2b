import { addressText, cidrs, rangeText, type AddressRange, type RuleSource } from "../../audit/index.ts";
import type { Decision } from "./decision.ts";
import { kinds, kindTitles, outcomeWords } from "./outcomes.ts";

const numbers = new Intl.NumberFormat("en");

/** A whole number with its thousands apart. */
export function numberText(number: number): string {
  return numbers.format(number);
}

export function addressesText(count: number): string {
  return count === 1 ? "1 address" : `${numberText(count)} addresses`;
}

/** A range by the shortest name that says all: an address, a block a.b.c.d/n, or its two ends. */
export function rangeName(range: AddressRange): string {
  if (range.first === range.last) return addressText(range.first);
  if (range.first === 0 && range.last === 2 ** 32 - 1) return "all of IPv4";
  const [block, second] = cidrs(range);
  return block !== undefined && second === undefined ? block : rangeText(range);
}

/** What a block comes to, as the end of a sentence that begins with it. */
export function decisionWords({ composition, outcome }: Decision): string {
  const counts = kinds.flatMap((kind, number) => {
    const count = composition[number] ?? 0;
    return count === 0 ? [] : [`${kindTitles[kind].toLowerCase()}: ${numberText(count)}`];
  });
  return counts.length > 1 ? `fares in several ways: ${counts.join("; ")}` : outcomeWords(outcome);
}

/** The rule that decides, as in "rule 192.168.5. in tcp.smtp, line 3". */
export function ruleWords(rule: RuleSource | null): string {
  if (rule === null) return "no rule: what tcpserver does by itself";
  const key = rule.key === "" ? "the rule with an empty key" : `rule ${rule.key}`;
  return rule.line === null ? key : `${key} in ${rule.line.file}, line ${rule.line.line}`;
}
