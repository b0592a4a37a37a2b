import { ruleAddresses } from "../faults/index.ts";
import type { LineEdit } from "../findings/index.ts";
import type { ByteString } from "../../engine/bytes/index.ts";
import { levelSizes } from "../address-key.ts";
import { addressText, type AddressRange } from "../addresses.ts";
import type { Move } from "./draft.ts";
import { numberedKey, numbersText, placeForRule, type RuleText } from "./rule-text.ts";
import { ruleLine, verdictCommand, withVerdict, type Verdict } from "./verdicts.ts";

/** Clients on whom the rules shall decide otherwise. */
export interface Misjudged {
  /** The key of the rule that decides on them; null: none does. */
  readonly decider: ByteString | null;
  /** They, all of whom that rule decides on. */
  readonly addresses: AddressRange;
  /** What would be right for each of them. */
  readonly verdicts: readonly Verdict[];
}

/** The edits of one line that make the rules decide otherwise on them, or may do so; each is to be tried. */
export function* ruleMoves(rules: RuleText, misjudged: Misjudged): Generator<Move, void> {
  const { decider, addresses, verdicts } = misjudged;
  const line = decider === null ? null : rules.lineOf(decider);
  if (line !== null) {
    const text = rules.lines.line(line);
    for (const verdict of verdicts)
      yield edit(rules, [withVerdict(text, verdict)], { line, removes: 1, does: "Write" });
    yield edit(rules, [], { line, removes: 1, does: `Remove ${text}` });
    const narrowed = narrowedKey(text, addresses);
    if (narrowed !== null)
      yield edit(rules, [narrowed + text.slice(text.indexOf(":"))], { line, removes: 1, does: "Write" });
  }
  const keys = ruleAddresses(addresses);
  for (const verdict of verdicts) {
    if (keys.length <= KEYS_MAX) yield* additions(rules, { keys, verdict, decider });
    yield* widenings(rules, addresses, verdict);
  }
}

/** More lines than this for one range aren't a small edit. */
const KEYS_MAX = 8;

/** Lines for these keys; nothing where one has a rule already, which is to be changed instead. */
export function* additions(
  rules: RuleText,
  {
    keys,
    verdict,
    decider,
  }: {
    readonly keys: readonly ByteString[];
    readonly verdict: Verdict;
    readonly decider: ByteString | null;
  },
): Generator<Move, void> {
  if (keys.some((key) => hasRule(rules, key))) return;
  const lines = keys.map((key) => ruleLine(key, verdict));
  const move = edit(rules, lines, { line: placeForRule(rules, decider), removes: 0, does: "Add" });
  yield { ...move, title: verdictCommand(keys.map(keyWords).join(" and "), verdict) };
}

/** Whether one of the keys that a line's address makes has a rule. */
function hasRule(rules: RuleText, address: ByteString): boolean {
  const numbered = numberedKey(`${address}:`);
  if (numbered === null) return rules.lineOf(address) !== null;
  for (let number = numbered.bottom; number <= numbered.top; number++)
    if (rules.lineOf(numbersText({ ...numbered, bottom: number, top: number })) !== null) return true;
  return false;
}

function keyWords(key: ByteString): ByteString {
  return key === "" ? "everybody else" : key;
}

/** Another text in the place of a line. */
export function rewrite(rules: RuleText, line: number, becomes: ByteString): Move {
  return edit(rules, [becomes], { line, removes: 1, does: "Write" });
}

function edit(
  { file }: RuleText,
  inserts: readonly ByteString[],
  { line, removes, does }: Omit<LineEdit, "inserts"> & { readonly does: string },
): Move {
  const title = inserts.length === 0 ? does : `${does} ${inserts.join(" and ")}`;
  return { title, file: file.path, edits: [{ line, removes, inserts }], step: "compile rules" };
}

/** The key of a range without the addresses, if they are at an end of it; null if they aren't, or are all of it. */
function narrowedKey(line: ByteString, { first, last }: AddressRange): ByteString | null {
  const key = numberedKey(line);
  if (key === null) return null;
  const size = levelSizes[key.level] ?? 1;
  const from = Math.floor(first / size) % 256;
  const to = Math.floor(last / size) % 256;
  if (from === key.bottom && to < key.top) return numbersText({ ...key, bottom: to + 1 });
  return to === key.top && from > key.bottom ? numbersText({ ...key, top: from - 1 }) : null;
}

/** Rules for the numbers right beside, made to be for these addresses too. */
function* widenings(rules: RuleText, { first, last }: AddressRange, verdict: Verdict): Generator<Move, void> {
  for (const level of [4, 3, 2, 1]) {
    const size = levelSizes[level] ?? 1;
    const from = Math.floor(first / size) % 256;
    const to = Math.floor(last / size) % 256;
    const isBlocks = first % size === 0 && last % size === size - 1;
    if (!isBlocks || Math.floor(first / size / 256) !== Math.floor(last / size / 256)) continue;
    const numbers = addressText(first)
      .split(".")
      .slice(0, level - 1);
    const before = numbers.map((number) => `${number}.`).join("");
    const after = level === 4 ? "" : ".";
    for (const beside of [from - 1, to + 1]) {
      if (beside < 0 || beside > 255) continue;
      const line = rules.lineOf(`${before}${beside}${after}`);
      const text = line === null ? "" : rules.lines.line(line);
      const key = numberedKey(text);
      if (line === null || key === null || key.before !== before || key.level !== level) continue;
      const wider = {
        before,
        after,
        bottom: Math.min(key.bottom, from),
        top: Math.max(key.top, to),
      } as const;
      const becomes = numbersText(wider) + text.slice(text.indexOf(":"));
      if (withVerdict(text, verdict) === text.trimEnd() || hasVerdict(text, verdict))
        yield edit(rules, [becomes], { line, removes: 1, does: "Write" });
    }
  }
}

/** Whether a rule's line says this, other variables apart. */
function hasVerdict(text: ByteString, verdict: Verdict): boolean {
  const says = text.slice(text.indexOf(":") + 1);
  if (verdict === "deny" || says.startsWith("deny")) return says.startsWith(verdict);
  return says.includes(",RELAYCLIENT=") === (verdict === "relay");
}
