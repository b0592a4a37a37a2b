import { publicCount } from "../findings/index.ts";
import { addressCount, type AddressRange } from "../addresses.ts";
import type { Audit } from "../audit.ts";
import { differenceWords } from "../difference-words.ts";
import { differences, type Difference } from "../differences.ts";
import type { Outcome } from "../outcome.ts";

/** What an edit changes besides what was wanted: how bad that kind of thing is, the worst first. */
export const sideEffectKinds = [
  "opens the relay",
  "lets relay",
  "opens a foreign domain",
  "opens a domain",
  "lets in",
  "takes relaying",
  "shuts out",
  "refuses mail",
  "other",
] as const;
export type SideEffectKind = (typeof sideEffectKinds)[number];

export interface SideEffect {
  readonly kind: SideEffectKind;
  /** A sentence without its full stop. */
  readonly words: string;
  /** Null: it's what several differences come to. */
  readonly difference: Difference | null;
}

export interface SideEffects {
  /** The worst first; of one kind what concerns the most addresses. */
  readonly worst: readonly SideEffect[];
  /** How many there are beyond those. */
  readonly leftOut: number;
}

/** What is otherwise and wasn't asked for. */
export function sideEffects(
  before: Audit,
  after: Audit,
  {
    asked,
    isHosted,
  }: {
    /** What of a difference wasn't asked for. */
    readonly asked: (difference: Difference) => readonly Difference[];
    /** Whether this server is where a domain's mail is delivered. */
    readonly isHosted: (domain: string) => boolean;
  },
): SideEffects {
  let found: Ranked[] = [];
  let count = 0;
  let strangersRelaying = 0;
  for (const whole of differences(before, after)) {
    for (const difference of asked(whole)) {
      const ranked = rank(difference, isHosted);
      if (ranked.kind === "lets relay" && difference.kind === "addresses")
        strangersRelaying += publicCount([difference]);
      found.push(ranked);
      count++;
      if (found.length > 2 * TOLD_MAX) found = found.sort(byGravity).slice(0, TOLD_MAX);
    }
  }
  found = found.sort(byGravity).slice(0, TOLD_MAX);
  const worst = found.map(({ kind, difference }) => ({
    kind,
    difference,
    words: differenceWords(difference),
  }));
  const all: SideEffect[] =
    strangersRelaying >= HALF
      ? [{ kind: "opens the relay", words: "this opens the relay to everyone", difference: null }, ...worst]
      : worst;
  return { worst: all, leftOut: count - found.length };
}

/** So many are told. */
const TOLD_MAX = 100;

/** Half of all addresses: as open-relay has it. */
const HALF = 2 ** 31;

interface Ranked {
  readonly kind: SideEffectKind;
  readonly difference: Difference;
  readonly addresses: number;
}

function byGravity(one: Ranked, other: Ranked): number {
  return gravity(one.kind) - gravity(other.kind) || other.addresses - one.addresses;
}

/** The smaller, the worse. */
export function gravity(kind: SideEffectKind | null): number {
  return kind === null ? sideEffectKinds.length : sideEffectKinds.indexOf(kind);
}

function rank(difference: Difference, isHosted: (domain: string) => boolean): Ranked {
  const ranked = (kind: SideEffectKind, addresses = 0): Ranked => ({ kind, difference, addresses });
  const { kind } = difference;
  switch (kind) {
    case "addresses":
      return ranked(kindOfChange(difference.before, difference.after), addressCount([difference]));
    case "class": {
      const change = kindOfChange(difference.before, difference.after);
      const isEverybody = difference.members.kind === "any name" && change === "lets relay";
      return ranked(isEverybody ? "opens the relay" : change);
    }
    case "everything":
      return ranked(difference.isAfter ? "opens the relay" : "refuses mail", Infinity);
    case "percent hack":
      return ranked(difference.isAfter ? "opens the relay" : "other");
    case "domain":
      if (difference.isOdd) return ranked("other");
      if (!difference.isAfter) return ranked("refuses mail");
      return ranked(isHosted(difference.domain) ? "opens a domain" : "opens a foreign domain");
    case "own literal":
      return ranked(difference.isAfter ? "opens a domain" : "refuses mail");
    case "bad sender":
      return ranked(difference.isAfter ? "refuses mail" : "lets in");
    case "session":
      return ranked(difference.after === "fails" ? "shuts out" : "other", Infinity);
    case "damage":
      return ranked(difference.isAfter ? "refuses mail" : "other");
    case "damaged rules":
    case "proof":
    case "without at":
    case "known":
      return ranked("other");
    default:
      return kind satisfies never;
  }
}

function kindOfChange(before: Outcome, after: Outcome): SideEffectKind {
  if (after.kind === "relays") return before.kind === "relays" ? "other" : "lets relay";
  if (before.kind === "relays") return "takes relaying";
  return after.kind === "allowed" ? "lets in" : "shuts out";
}

/** A difference between addresses without one of them. */
export function withoutAddress<Range extends AddressRange>(range: Range, address: number): readonly Range[] {
  const { first, last } = range;
  if (address < first || address > last) return [range];
  return [
    { ...range, last: address - 1 },
    { ...range, first: address + 1 },
  ].filter((rest) => rest.first <= rest.last);
}
