import type { LineEdit } from "../findings/index.ts";
import type { ByteString } from "../../engine/bytes/index.ts";
import { addressText, type AddressRange } from "../addresses.ts";
import { isSameOutcome, type Outcome } from "../outcome.ts";
import type { Move } from "./draft.ts";
import { numberedKey, numbersText, placeForRule, type RuleText } from "./rule-text.ts";
import { bestFor, ruleTree, type OwnRule, type RuleNode } from "./rule-tree.ts";
import { ruleLine, withVerdict, type Verdict } from "./verdicts.ts";

/**
 * Edits after which exactly `ranges` (joined) may relay by the rules for addresses: rules that agree stay as they are,
 * others are changed, narrowed or removed, and what is missing is added. `inherited` is tcpserver's own RELAYCLIENT;
 * `spare` is what becomes of a rule that needn't be there: it goes, or it's changed to say what is said around it.
 */
export function relaySetPlan(
  text: RuleText,
  ranges: readonly AddressRange[],
  { inherited, spare }: { readonly inherited: ByteString | null; readonly spare: "goes" | "stays" },
): Move {
  const plan: Plan = { closing: inherited === null ? "allow" : "deny", rules: new Map(), additions: [] };
  const around: Outcome = inherited === null ? { kind: "allowed" } : { kind: "relays", value: inherited };
  decide(plan, ruleTree(text, ranges, inherited), around);
  const edits = [...plan.rules].flatMap(([line, rules]): readonly LineEdit[] =>
    rules.every(({ fate }) => fate === "stay")
      ? []
      : [{ line, removes: 1, inserts: changedLines(text.lines.line(line), rules, spare) }],
  );
  const inserts = addedLines(plan.additions);
  const adding = inserts.length === 0 ? [] : [{ line: placeForRule(text, null), removes: 0, inserts }];
  return {
    title: "Let exactly these addresses relay",
    file: text.file.path,
    edits: [...adding, ...edits],
    step: "compile rules",
  };
}

interface Plan {
  /** What a rule says that is to let nobody relay. */
  readonly closing: "allow" | "deny";
  /** What becomes of the rules, by the line that they're made by. */
  readonly rules: Map<number, PlannedRule[]>;
  readonly additions: Addition[];
}

interface PlannedRule {
  readonly rule: OwnRule;
  readonly fate: "stay" | Verdict;
  /** Whether what is around it says what it should say. */
  readonly isSpare: boolean;
}

interface Addition extends AddressRange {
  readonly level: number;
  readonly verdict: Verdict;
}

function decide(plan: Plan, node: RuleNode, around: Outcome): void {
  const { own, level, first, last } = node;
  const now = own?.outcome ?? around;
  const isOpen = bestFor(node, now.kind === "relays" ? "open" : "closed") === "open";
  const verdict = isOpen ? "relay" : plan.closing;
  const isRight = (now.kind === "relays") === isOpen;
  const inside = isRight ? now : outcomeOfVerdict(verdict);
  if (own !== null) {
    const isSpare = !own.isRepeated && isSameOutcome(around, inside);
    const ofLine = plan.rules.get(own.line) ?? [];
    ofLine.push({ rule: own, fate: isRight ? "stay" : verdict, isSpare });
    plan.rules.set(own.line, ofLine);
  } else if (!isRight) plan.additions.push({ first, last, level, verdict });
  for (const part of node.parts) {
    if (part.kind === "node") decide(plan, part, inside);
    else if (part.mayRelay !== isOpen)
      plan.additions.push({ ...part, verdict: part.mayRelay ? "relay" : plan.closing });
  }
}

function outcomeOfVerdict(verdict: Verdict): Outcome {
  if (verdict === "relay") return { kind: "relays", value: "" };
  return { kind: verdict === "allow" ? "allowed" : "denied" };
}

/** What a line becomes whose rules don't all stay: one line for each stretch of numbers with one fate. */
function changedLines(
  text: ByteString,
  planned: readonly PlannedRule[],
  spare: "goes" | "stays",
): readonly ByteString[] {
  const fates = new Map(planned.map((rule) => [rule.rule.key, fateOf(rule)]));
  const [only, ...others] = new Set(fates.values());
  if (only === undefined) return [text];
  const isWhole = others.length === 0;
  if (isWhole) return fatedLines(text, spare === "goes" ? only : withoutGoing(only));
  const says = text.slice(text.indexOf(":"));
  const numbered = numberedKey(text);
  if (numbered === null) return [...fates].flatMap(([key, fate]) => fatedLines(key + says, fate));
  const stretches: { bottom: number; top: number; fate: Fate }[] = [];
  for (let number = numbered.bottom; number <= numbered.top; number++) {
    const before = stretches.at(-1);
    // A number without a fate has a rule of its own in front, so this line doesn't count for it.
    const fate = fates.get(numbersText({ ...numbered, bottom: number, top: number })) ?? before?.fate;
    if (fate === undefined) continue;
    if (before?.fate === fate) before.top = number;
    else stretches.push({ bottom: number, top: number, fate });
  }
  return stretches.flatMap(({ bottom, top, fate }) =>
    fatedLines(numbersText({ ...numbered, bottom, top }) + says, fate),
  );
}

type Fate = "stay" | Verdict | `spare ${Verdict}`;

function fateOf({ fate, isSpare }: PlannedRule): Fate {
  return fate !== "stay" && isSpare ? `spare ${fate}` : fate;
}

function withoutGoing(fate: Fate): Fate {
  switch (fate) {
    case "spare relay":
      return "relay";
    case "spare allow":
      return "allow";
    case "spare deny":
      return "deny";
    case "stay":
    case "relay":
    case "allow":
    case "deny":
      return fate;
    default:
      return fate satisfies never;
  }
}

function fatedLines(text: ByteString, fate: Fate): readonly ByteString[] {
  if (fate === "stay") return [text];
  return fate === "relay" || fate === "allow" || fate === "deny" ? [withVerdict(text, fate)] : [];
}

/** Blocks beside each other, of which each but the last ends where the next one starts, are one line. */
function addedLines(additions: readonly Addition[]): readonly ByteString[] {
  const sorted = additions.toSorted((one, other) => one.level - other.level || one.first - other.first);
  const merged: Addition[] = [];
  for (const one of sorted) {
    const before = merged.at(-1);
    const isBeside =
      before?.level === one.level &&
      before.verdict === one.verdict &&
      before.last + 1 === one.first &&
      prefixOf(before) === prefixOf(one);
    if (isBeside) merged[merged.length - 1] = { ...before, last: one.last };
    else merged.push(one);
  }
  return merged
    .toSorted((one, other) => one.first - other.first || one.level - other.level)
    .map((one) => ruleLine(additionKey(one), one.verdict));
}

/** The numbers in front of those that make the blocks of a level. */
function prefixOf({ first, level }: Addition): ByteString {
  return addressText(first)
    .split(".")
    .slice(0, Math.max(0, level - 1))
    .map((number) => `${number}.`)
    .join("");
}

function additionKey(addition: Addition): ByteString {
  const { first, last, level } = addition;
  if (level === 0) return "";
  const numberAt = (address: number): number => Number(addressText(address).split(".")[level - 1]);
  const after = level === 4 ? "" : ".";
  return numbersText({ before: prefixOf(addition), bottom: numberAt(first), top: numberAt(last), after });
}
