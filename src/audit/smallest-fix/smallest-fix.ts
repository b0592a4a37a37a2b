import { applyFix, type FindingFix } from "../findings/index.ts";
import { lowerAscii } from "../../engine/bytes/index.ts";
import { getcontrols, rewrite } from "../../engine/send/index.ts";
import { addressNumber } from "../addresses.ts";
import { audit, type Audit } from "../audit.ts";
import type { Configuration } from "../configuration.ts";
import { controlReader } from "../control-files.ts";
import type { Difference } from "../differences.ts";
import { explain } from "../explain.ts";
import { draftOf, fixesOf, fixSteps, withStep, type Draft, type FixStep } from "./draft.ts";
import type { EditSize } from "./line-edits.ts";
import type { FixObstacle } from "./obstacle.ts";
import { probeMoves, situationOf, type Played } from "./probe-moves.ts";
import { relaySetDrafts } from "./relay-set.ts";
import { compareSizes, search, type Found, type Search } from "./search.ts";
import { gravity, sideEffects, withoutAddress, type SideEffect } from "./side-effects.ts";
import { doorFor, isAllOf, isMet, isProbeMet, joined, type DoorGiven, type Wanted } from "./wanted.ts";

/** An edit that was seen to make true what is wanted, by an audit of the files after it. */
export interface CandidateFix {
  /** What it does, as a command. */
  readonly title: string;
  /** Each of another file; none if only a step is missing. */
  readonly fixes: readonly FindingFix[];
  /** What is to be done after the edits, in this order. */
  readonly steps: readonly FixStep[];
  readonly size: EditSize;
  /** What else changes: the worst first. */
  readonly sideEffects: readonly SideEffect[];
  /** How many side effects there are beyond those. */
  readonly sideEffectsLeftOut: number;
}

export type SmallestFix =
  | { readonly kind: "none needed" }
  | {
      readonly kind: "found";
      /** The smallest first. */
      readonly candidates: readonly [CandidateFix, ...CandidateFix[]];
      /** Among them the one whose worst side effect is the mildest, of several the smallest: what to propose. */
      readonly mildest: CandidateFix;
    }
  /** Obstacles on the ways that were tried, each once. */
  | { readonly kind: "impossible"; readonly obstacles: readonly [FixObstacle, ...FixObstacle[]] };

/**
 * The smallest edits of the files of a configuration by which something comes true, with what else they change.
 *
 * The measure: the fewest lines that are added, removed or changed; of as many the fewest bytes; of equals the fewest
 * side effects. A step such as compiling counts nothing.
 *
 * Edits that are tried: of the rules one for the clients in question, or to change, remove, mend, narrow or widen one; a
 * line more in rcpthosts, or one mended; entries out of rcpthosts, morercpthosts and badmailfrom; `-x` or RELAYCLIENT in
 * the run script. No rule is turned into one for quite other clients, and none is added for an address that has one,
 * since of two only the first counts. A sender is never added to badmailfrom, since whom mail is from is only what its
 * client says.
 *
 * `given` is how the server is started; null: as its run script says, which then may be edited too.
 */
export function smallestFix(
  configuration: Configuration,
  wanted: Wanted,
  given: DoorGiven = null,
): SmallestFix {
  if (wanted.kind === "probe" && addressNumber(wanted.probe.address) === null)
    return { kind: "impossible", obstacles: [{ kind: "no address" }] };
  if (isMet(configuration, wanted, given)) return { kind: "none needed" };
  const before = audit(configuration, doorFor(configuration, given));
  const { drafts, obstacles } = draftsFor(configuration, wanted, given);
  const candidates = drafts
    .toSorted((one, other) => compareSizes(one.size, other.size))
    .filter(isFirstOfItsKind)
    .slice(0, CANDIDATES_MAX)
    .map((draft) => candidateOf(draft, { wanted, given, before }))
    .filter((one) => one !== null);
  candidates.sort(bySize);
  const [first, ...others] = candidates;
  if (first === undefined) {
    const [obstacle = { kind: "not found" } as const, ...more] = obstacles;
    return { kind: "impossible", obstacles: [obstacle, ...more] };
  }
  const mildest = candidates.reduce((best, one) => (worstOf(one) > worstOf(best) ? one : best));
  return { kind: "found", candidates: [first, ...others], mildest };
}

/** Whether no draft before it comes to the same edits. */
function isFirstOfItsKind(draft: Draft, index: number, all: readonly Draft[]): boolean {
  const nameOf = ({ edits, steps }: Draft): string => JSON.stringify([[...edits], [...steps].sort()]);
  return all.findIndex((one) => nameOf(one) === nameOf(draft)) === index;
}

function bySize(one: CandidateFix, other: CandidateFix): number {
  return (
    one.size.lines - other.size.lines ||
    one.size.bytes - other.size.bytes ||
    effectCount(one) - effectCount(other)
  );
}

function effectCount({ sideEffects: told, sideEffectsLeftOut }: CandidateFix): number {
  return told.length + sideEffectsLeftOut;
}

function worstOf({ sideEffects: [worst] }: CandidateFix): number {
  return gravity(worst?.kind ?? null);
}

/** The configuration after a fix: all its edits, then its steps. */
export function applySmallestFix(
  configuration: Configuration,
  { fixes, steps }: Pick<CandidateFix, "fixes" | "steps">,
): Configuration {
  return steps.reduce(withStep, fixes.reduce(applyFix, configuration));
}

/** More to choose from helps nobody. */
const CANDIDATES_MAX = 8;

/** Each try reads the rules anew, which takes some 50 ms for 100,000 of them. */
function effortFor({ rules }: Configuration): Pick<Search, "triesMax" | "foundMax"> {
  const bytes = rules?.bytes.length ?? 0;
  if (bytes > 2 ** 20) return { triesMax: 12, foundMax: 3 };
  return bytes > 2 ** 16 ? { triesMax: 50, foundMax: 6 } : { triesMax: 200, foundMax: 8 };
}

function draftsFor(configuration: Configuration, wanted: Wanted, given: DoorGiven): Found {
  const effort = effortFor(configuration);
  if (wanted.kind === "relay set")
    return relaySetDrafts(configuration, wanted.ranges, { given, foundMax: effort.foundMax });
  const playedBy = new WeakMap<Draft, Played>();
  const play = (draft: Draft): Played => {
    const { configuration: edited } = draft;
    const known = playedBy.get(draft);
    if (known !== undefined) return known;
    const explanation = explain(edited, wanted.probe, doorFor(edited, given));
    const played = { configuration: edited, wanted, given, explanation };
    playedBy.set(draft, played);
    return played;
  };
  return search(draftOf(configuration), {
    ...effort,
    linesMax: Infinity,
    movesFrom: (draft) => probeMoves(play(draft)),
    isMet: (draft) => isProbeMet(play(draft).explanation, wanted.outcome),
    isProgress: (before, after) => situationOf(play(before)) !== situationOf(play(after)),
  });
}

/** The draft as a fix, played from the start and looked at once more; null if that isn't what was wanted. */
function candidateOf(
  draft: Draft,
  { wanted, given, before }: { readonly wanted: Wanted; readonly given: DoorGiven; readonly before: Audit },
): CandidateFix | null {
  const { original, size, titles } = draft;
  const fixes = fixesOf(draft);
  const steps = fixSteps.filter((step) => draft.steps.has(step));
  const fixed = applySmallestFix(original, { fixes, steps });
  if (!isMet(fixed, wanted, given)) return null;
  const after = audit(fixed, doorFor(fixed, given));
  const effects = sideEffects(before, after, {
    asked: (difference) => notAsked(difference, wanted),
    isHosted: hostedBy(fixed),
  });
  return {
    title: titles.join("; "),
    fixes,
    steps,
    size,
    sideEffects: effects.worst,
    sideEffectsLeftOut: effects.leftOut,
  };
}

/** What of a difference is something else than what was wanted. */
function notAsked(difference: Difference, wanted: Wanted): readonly Difference[] {
  if (wanted.kind === "probe") {
    const address = addressNumber(wanted.probe.address);
    if (difference.kind === "addresses" && address !== null) return withoutAddress(difference, address);
    const isOwn =
      difference.kind === "class" &&
      difference.members.kind === "user at address" &&
      difference.members.address === address &&
      difference.members.user === wanted.probe.info;
    return isOwn ? [] : [difference];
  }
  if (difference.kind !== "addresses" && difference.kind !== "class") return [difference];
  const { before, after } = difference;
  if ((before.kind === "relays") === (after.kind === "relays")) return [difference];
  const isWanted =
    difference.kind === "addresses" || after.kind !== "relays" || isAllOf(joined(wanted.ranges));
  return isWanted ? [] : [difference];
}

// qmail-1.03 qmail-send.c rewrite
function hostedBy(configuration: Configuration): (domain: string) => boolean {
  const readFile = controlReader(configuration);
  const controls = readFile === null ? null : getcontrols({ readFile, note: null });
  return (domain) => {
    if (controls === null) return false;
    const name = lowerAscii(domain.startsWith(".") ? `x${domain}` : domain);
    return rewrite(`x@${name}`, controls.routing).channel === "local";
  };
}
