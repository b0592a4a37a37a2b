import type { ByteString } from "../../engine/bytes/index.ts";
import { levelSizes } from "../address-key.ts";
import { addressMax, type AddressRange } from "../addresses.ts";
import { nothingBeside, type Outcome } from "../outcome.ts";
import { recordKey, ruleRecords } from "../rule-records.ts";
import type { RuleText } from "./rule-text.ts";
import { isIn } from "./wanted.ts";

/** A rule for addresses, of those with the same key the one that counts. */
export interface OwnRule {
  readonly key: ByteString;
  readonly first: number;
  readonly level: number;
  readonly line: number;
  readonly outcome: Outcome;
  /** What it costs to change it, in lines: a part of one where its line makes several rules. */
  readonly weight: number;
  /** Whether a later rule has its key, and would take its place. */
  readonly isRepeated: boolean;
}

/** Addresses that share so many of their numbers, and what is in them. */
export interface RuleNode extends AddressRange {
  readonly kind: "node";
  readonly level: number;
  readonly own: OwnRule | null;
  /** In order, without a gap; none at the last level. */
  readonly parts: readonly (RuleNode | PlainRun)[];
  /** The fewest lines that make all within relay as is wanted, if what is around it doesn't let relay, and if it does. */
  readonly costs: Costs;
  /** The same, with what decides on the node itself. */
  readonly inner: Costs;
}

/** Blocks of the next level without rules of their own, which are wanted alike. */
export interface PlainRun extends AddressRange {
  readonly kind: "run";
  readonly level: number;
  readonly mayRelay: boolean;
}

export interface Costs {
  readonly closed: number;
  readonly open: number;
}

/** All of IPv4 with the rules for addresses, and what each part of it costs; `ranges` (joined) are to relay. */
export function ruleTree(
  text: RuleText,
  ranges: readonly AddressRange[],
  inherited: ByteString | null,
): RuleNode {
  const rules = ownRules(text, inherited);
  const cuts = ranges.flatMap(({ first, last }) => (last === addressMax ? [first] : [first, last + 1]));
  return nodeOf({ rules, cuts, ranges }, { first: 0, level: 0, from: 0, to: rules.length });
}

/** Sorted by where they start, the widest first. */
function ownRules(text: RuleText, inherited: ByteString | null): readonly OwnRule[] {
  const records = ruleRecords(text.cdb, { ...nothingBeside, inherited });
  if (records === null) throw new RangeError("compiled rules have records that lead out of them");
  const seen = new Map<number, { rule: OwnRule; index: number }>();
  const repeated = new Set<number>();
  const perLine = new Map<number, number>();
  records.firsts.forEach((first, index) => {
    const level = records.levels[index] ?? 0;
    const name = first * levelSizes.length + level;
    if (seen.has(name)) {
      repeated.add(name);
      return;
    }
    const key = recordKey(text.cdb, records.records[index] ?? 0);
    const line = text.lineOf(key);
    const outcome = records.outcomes[records.outcomeIndexes[index] ?? 0];
    if (line === null || outcome === undefined) throw new RangeError(`no line has the rule for ${key}`);
    seen.set(name, { rule: { key, first, level, line, outcome, weight: 1, isRepeated: false }, index });
    perLine.set(line, (perLine.get(line) ?? 0) + 1);
  });
  return [...seen]
    .map(([name, { rule }]) => ({
      ...rule,
      weight: 1 / (perLine.get(rule.line) ?? 1),
      isRepeated: repeated.has(name),
    }))
    .sort((one, other) => one.first - other.first || one.level - other.level);
}

interface Ground {
  readonly rules: readonly OwnRule[];
  /** Where what is wanted changes, in order. */
  readonly cuts: readonly number[];
  readonly ranges: readonly AddressRange[];
}

interface Block {
  readonly first: number;
  readonly level: number;
  /** Which of the rules are within. */
  readonly from: number;
  readonly to: number;
}

function nodeOf(ground: Ground, { first, level, from, to }: Block): RuleNode {
  const { rules, ranges } = ground;
  const last = first + (levelSizes[level] ?? 1) - 1;
  const candidate = from < to ? (rules[from] ?? null) : null;
  const own = candidate?.first === first && candidate.level === level ? candidate : null;
  const parts =
    level === 4 ? [] : partsOf(ground, { first, level, from: own === null ? from : from + 1, to });
  const inner = level < 4 ? sumOf(parts) : isIn(ranges, first) ? ONLY_OPEN : ONLY_CLOSED;
  return { kind: "node", first, last, level, own, parts, inner, costs: costsOf(own, inner) };
}

function partsOf(ground: Ground, { first, level, from, to }: Block): RuleNode["parts"] {
  const { rules, cuts, ranges } = ground;
  const parts: (RuleNode | PlainRun)[] = [];
  const size = levelSizes[level + 1] ?? 1;
  const end = first + (levelSizes[level] ?? 1);
  const blockOf = (address: number): number => address - (address % size);
  let rule = from;
  for (let at = first; at < end;) {
    const next = rule < to ? rules[rule] : undefined;
    const cut = cuts[indexAfter(cuts, at)] ?? Infinity;
    const runEnd = Math.min(
      end,
      next === undefined ? end : blockOf(next.first),
      cut < end ? blockOf(cut) : end,
    );
    if (runEnd > at) {
      parts.push({ kind: "run", level: level + 1, first: at, last: runEnd - 1, mayRelay: isIn(ranges, at) });
      at = runEnd;
      continue;
    }
    let behind = rule;
    while (behind < to && (rules[behind]?.first ?? 0) < at + size) behind++;
    parts.push(nodeOf(ground, { first: at, level: level + 1, from: rule, to: behind }));
    rule = behind;
    at += size;
  }
  return parts;
}

/** The index of the first number that is larger. */
function indexAfter(numbers: readonly number[], than: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] ?? 0) <= than) low = middle + 1;
    else high = middle;
  }
  return low;
}

const ONLY_OPEN: Costs = { closed: Infinity, open: 0 };
const ONLY_CLOSED: Costs = { closed: 0, open: Infinity };

function sumOf(parts: RuleNode["parts"]): Costs {
  let closed = 0;
  let open = 0;
  for (const part of parts) {
    if (part.kind === "node") {
      closed += part.costs.closed;
      open += part.costs.open;
    } else if (part.mayRelay) closed++;
    else open++;
  }
  return { closed, open };
}

function costsOf(own: OwnRule | null, { closed, open }: Costs): Costs {
  if (own === null) return { closed: Math.min(closed, 1 + open), open: Math.min(open, 1 + closed) };
  const kept = own.outcome.kind === "relays" ? open : closed;
  const changed = own.outcome.kind === "relays" ? closed : open;
  const least = Math.min(kept, own.weight + changed);
  return { closed: least, open: least };
}

/** What decides on the node itself where the least is reached, if it's `now` that. */
export function bestFor({ own, inner }: RuleNode, now: keyof Costs): keyof Costs {
  const other = now === "open" ? "closed" : "open";
  const changed = inner[other];
  // Where all within is to be changed, its rule says so better than others for each part of it.
  const isAll = changed === 0 && own !== null;
  return inner[now] > 0 && (isAll || (own?.weight ?? 1) + changed < inner[now]) ? other : now;
}
