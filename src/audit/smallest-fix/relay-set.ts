import type { ByteString } from "../../engine/bytes/index.ts";
import { levelSizes } from "../address-key.ts";
import { addressMax, type AddressRange } from "../addresses.ts";
import { audit, ruleAt, type Clients } from "../audit.ts";
import type { Configuration } from "../configuration.ts";
import { besideRules } from "../outcome.ts";
import { endOf, indexAt } from "../partition.ts";
import { NO_RECORD } from "../rule-records.ts";
import { draftOf, moved, type Draft, type Move } from "./draft.ts";
import { asMoves, type MoveOrObstacle } from "./move-or-obstacle.ts";
import type { FixObstacle } from "./obstacle.ts";
import { relaySetPlan } from "./relay-set-plan.ts";
import { additions, ruleMoves, rewrite } from "./rule-moves.ts";
import type { RuleText } from "./rule-text.ts";
import { rulesToEdit } from "./rules-to-edit.ts";
import { keepingMoves, obstacleBehind, unsettingMoves } from "./run-moves.ts";
import { search, type Found } from "./search.ts";
import { withVerdict, type Verdict } from "./verdicts.ts";
import { doorFor, isAllOf, isIn, isRelaySetMet, joined, rangeAt, type DoorGiven } from "./wanted.ts";

/**
 * Drafts by which exactly these addresses may relay: one that is planned for all rules together, and where it has several
 * lines and the rules aren't many, smaller ones that change a line or two.
 */
export function relaySetDrafts(
  configuration: Configuration,
  wanted: readonly AddressRange[],
  { given, foundMax }: { readonly given: DoorGiven; readonly foundMax: number },
): Found {
  const ranges = joined(wanted);
  const clientsBy = new WeakMap<Draft, Clients | null>();
  const clientsOf = (draft: Draft): Clients | null => {
    const known = clientsBy.get(draft);
    const clients = known === undefined ? clientsAfter(draft, given) : known;
    clientsBy.set(draft, clients);
    return clients;
  };
  const isMetBy = (draft: Draft): boolean => {
    const clients = clientsOf(draft);
    return clients !== null && isRelaySetMet(clients, ranges);
  };
  const drafts: Draft[] = [];
  const obstacles: FixObstacle[] = [];
  for (const start of startsFrom(draftOf(configuration), given)) {
    if (start.titles.length > 0 && isMetBy(start)) drafts.push(start);
    const { text, others } = rulesToEdit(start.configuration, given);
    for (const one of others) if (one.kind === "obstacle") obstacles.push(one.obstacle);
    if (text === null) continue;
    const behind = obstacleBehind(doorFor(start.configuration, given));
    if (behind !== null) obstacles.push(behind);
    const plans = (["goes", "stays"] as const).map((spare) =>
      plannedDraft(start, { text, ranges, given, spare }),
    );
    drafts.push(...plans.filter(isMetBy));
    if (text.file.bytes.length > SEARCHED_BYTES_MAX) continue;
    const linesMax = Math.min(start.size.lines + LINES_MAX, ...plans.map(({ size }) => size.lines));
    const found = search(start, {
      foundMax,
      triesMax: SEARCH_TRIES_MAX,
      linesMax,
      isMet: isMetBy,
      isProgress: (_, { size }) => size.lines < linesMax,
      movesFrom: (draft) => movesFrom(draft, { clients: clientsOf(draft), ranges, given }),
    });
    drafts.push(...found.drafts);
  }
  return { drafts, obstacles };
}

/** Of larger rules the plan alone is made, since each try reads them anew. */
const SEARCHED_BYTES_MAX = 4096;
const SEARCH_TRIES_MAX = 50;
/** With more lines there are too many ways to try. */
const LINES_MAX = 2;

/** The draft with the rules' text in force; and others without what the run script does to RELAYCLIENT. */
function startsFrom(draft: Draft, given: DoorGiven): readonly Draft[] {
  const starts = [readied(draft, given)];
  if (given !== null) return starts;
  for (const moves of [unsettingMoves, keepingMoves]) {
    const [move] = moves(draft.configuration);
    if (move !== undefined) starts.push(readied(moved(draft, move), given));
  }
  return starts;
}

function readied(draft: Draft, given: DoorGiven): Draft {
  let ready = draft;
  for (let round = 0; round < READYING_ROUNDS; round++) {
    const [next] = rulesToEdit(ready.configuration, given).others;
    if (next?.kind !== "move") break;
    ready = moved(ready, next.move);
  }
  return ready;
}

/** The server may have to be given the rules, and they to be compiled. */
const READYING_ROUNDS = 3;

function plannedDraft(
  start: Draft,
  {
    text,
    ranges,
    given,
    spare,
  }: {
    readonly text: RuleText;
    readonly ranges: readonly AddressRange[];
    readonly given: DoorGiven;
    readonly spare: "goes" | "stays";
  },
): Draft {
  const inherited = inheritedBy(start.configuration, given);
  const draft = moved(start, relaySetPlan(text, ranges, { inherited, spare }));
  // Rules for names and users come on top.
  const edits: Move["edits"][number][] = [];
  const closed = rulesToEdit(draft.configuration, given).text;
  const clients = clientsAfter(draft, given);
  if (clients === null || closed === null) return draft;
  const lines = new Set(openClasses(clients, ranges).map(({ line }) => line));
  for (const line of lines)
    edits.push({ line, removes: 1, inserts: [withVerdict(closed.lines.line(line), closing(inherited))] });
  if (edits.length === 0) return draft;
  return moved(draft, { title: "Let no others relay", file: closed.file.path, edits, step: "compile rules" });
}

function clientsAfter({ configuration }: Draft, given: DoorGiven): Clients | null {
  return audit({ ...configuration, control: null }, doorFor(configuration, given)).clients;
}

function closing(inherited: ByteString | null): Verdict {
  return inherited === null ? "allow" : "deny";
}

/** The RELAYCLIENT that whoever is let in has without a rule for it. */
function inheritedBy(configuration: Configuration, given: DoorGiven): ByteString | null {
  const { inherited, behind } = besideRules(doorFor(configuration, given));
  return behind.kind === "replaced" ? behind.value : inherited;
}

/** The rules for names and users by which somebody may relay who may not. */
function openClasses(
  clients: Clients,
  ranges: readonly AddressRange[],
): readonly { readonly line: number }[] {
  return clients.classes.flatMap(({ members, outcomeIndex, reach, record }) => {
    if (reach !== "clients" || clients.addresses.outcomes[outcomeIndex]?.kind !== "relays") return [];
    const isRight = isAllOf(ranges) || (members.kind === "user at address" && isIn(ranges, members.address));
    const line = ruleAt(clients, record)?.line?.line;
    return isRight || line === undefined ? [] : [{ line }];
  });
}

/** What may put right the first addresses that fare otherwise than is wanted. */
function* movesFrom(
  { configuration }: Draft,
  {
    clients,
    ranges,
    given,
  }: {
    readonly clients: Clients | null;
    readonly ranges: readonly AddressRange[];
    readonly given: DoorGiven;
  },
): Generator<MoveOrObstacle, void> {
  const { text } = rulesToEdit(configuration, given);
  if (text === null || clients === null) return;
  const inherited = inheritedBy(configuration, given);
  const wrong = firstWrong(clients, ranges);
  if (wrong === null) {
    for (const { line } of openClasses(clients, ranges))
      yield* asMoves([rewrite(text, line, withVerdict(text.lines.line(line), closing(inherited)))]);
    return;
  }
  const verdict = wrong.mayRelay ? "relay" : closing(inherited);
  const { decider, addresses } = wrong;
  yield* asMoves(ruleMoves(text, { decider, addresses, verdicts: [verdict] }));
  for (const key of keysAround(wrong, ranges))
    yield* asMoves(additions(text, { keys: [key], verdict, decider }));
}

interface Wrong {
  readonly addresses: AddressRange;
  readonly decider: ByteString | null;
  readonly mayRelay: boolean;
}

function firstWrong(clients: Clients, ranges: readonly AddressRange[]): Wrong | null {
  const { pieces, outcomes } = clients.addresses;
  for (let first = 0; first <= addressMax;) {
    const piece = indexAt(pieces.starts, first);
    const around = stretchAt(ranges, first);
    const last = Math.min(endOf(pieces.starts, piece), around.last);
    if ((outcomes[pieces.outcomeIndexes[piece] ?? 0]?.kind === "relays") !== around.mayRelay) {
      const rule = ruleAt(clients, pieces.records[piece] ?? NO_RECORD);
      const end = Math.min(endOfLine(clients, piece), around.last);
      return { addresses: { first, last: end }, decider: rule?.key ?? null, mayRelay: around.mayRelay };
    }
    first = last + 1;
  }
  return null;
}

/** The last address of the pieces from this one on that rules of the same line decide on. */
function endOfLine(clients: Clients, piece: number): number {
  const { starts, records } = clients.addresses.pieces;
  const lineAt = (index: number): number | null =>
    ruleAt(clients, records[index] ?? NO_RECORD)?.line?.line ?? null;
  const line = lineAt(piece);
  let end = piece;
  while (line !== null && end + 1 < starts.length && lineAt(end + 1) === line) end++;
  return endOf(starts, end);
}

/** All addresses around one that are wanted like it. */
function stretchAt(
  ranges: readonly AddressRange[],
  address: number,
): AddressRange & { readonly mayRelay: boolean } {
  const range = rangeAt(ranges, address);
  if (range !== null) return { ...range, mayRelay: true };
  const next = ranges.findIndex(({ first }) => first > address);
  const before = next === -1 ? ranges.at(-1) : ranges[next - 1];
  const last = (ranges[next]?.first ?? addressMax + 1) - 1;
  return { first: before === undefined ? 0 : before.last + 1, last, mayRelay: false };
}

/** Keys of single rules for the first of these addresses: the block of each level, and the blocks beside it wanted alike. */
function* keysAround(
  { addresses: { first } }: Wrong,
  ranges: readonly AddressRange[],
): Generator<ByteString, void> {
  const numbers = [24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256);
  const around = stretchAt(ranges, first);
  yield "";
  for (const level of [1, 2, 3, 4]) {
    const size = levelSizes[level] ?? 1;
    const before = numbers
      .slice(0, level - 1)
      .map((number) => `${number}.`)
      .join("");
    const after = level === 4 ? "" : ".";
    const own = numbers[level - 1] ?? 0;
    const parent = Math.floor(first / size / 256) * 256;
    const bottom = Math.max(0, Math.ceil(around.first / size) - parent);
    const top = Math.min(255, Math.floor((around.last + 1) / size) - 1 - parent);
    yield `${before}${own}${after}`;
    if (bottom < top && bottom <= own && own <= top) yield `${before}${bottom}-${top}${after}`;
  }
}
