import { grouped } from "../number-words.ts";
import type { Configuration } from "../configuration.ts";
import { compiledRules } from "./compiled-rules.ts";
import { controlNamesMissed } from "./control-names.ts";
import { deadLists } from "./dead-lists.ts";
import { deadRules } from "./dead-rules.ts";
import { examine, type Examined } from "./examined.ts";
import type { Finding, FindingSeverity } from "./finding.ts";
import type { FindingId } from "./ids.ts";
import { listEntries } from "./list-entries.ts";
import { listing } from "./listing.ts";
import { morercpthosts } from "./morercpthosts.ts";
import { nameRules } from "./name-rules.ts";
import { narrowerRules } from "./narrower-rules.ts";
import { openRelay } from "./open-relay.ts";
import { rcpthosts } from "./rcpthosts.ts";
import { ruleLines } from "./rule-lines.ts";
import { runScript } from "./run-script.ts";
import { strangersDenied } from "./strangers-denied.ts";

/** What looks for findings, and how long that takes on large files: in some unit, for each byte of them. */
interface Look {
  readonly look: (examined: Examined) => Iterable<Finding>;
  /** For bytes of the rules, and of the lists in control/. */
  readonly rules: number;
  readonly lists: number;
}

const LOOKS: readonly Look[] = [
  quick(openRelay),
  quick(rcpthosts),
  quick(runScript),
  quick(nameRules),
  { look: ruleLines, rules: 8, lists: 0 },
  { look: deadRules, rules: 1, lists: 0 },
  quick(narrowerRules),
  quick(strangersDenied),
  quick(compiledRules),
  quick(deadLists),
  quick(controlNamesMissed),
  { look: listing, rules: 0, lists: 3 },
  { look: listEntries, rules: 0, lists: 5 },
  quick(morercpthosts),
];

function quick(look: Look["look"]): Look {
  return { look, rules: 0.1, lists: 0.1 };
}

/** Before all of them, who may relay and what strangers reach is computed. */
const EXAMINING = { rules: 4, lists: 13 } as const;

/** How far it is: `done` of `total`, in parts of the time that it takes on large files. */
export type FindingsProgress = (done: number, total: number) => void;

/** What the owner of a configuration should know: errors first, then by file and line. */
export function findings(
  configuration: Configuration,
  progress: FindingsProgress = () => undefined,
): readonly Finding[] {
  const costOf = costIn(configuration);
  const total = [EXAMINING, ...LOOKS].reduce((sum, one) => sum + costOf(one), 0);
  let done = 0;
  progress(done, total);
  const examined = examine(configuration);
  progress((done += costOf(EXAMINING)), total);
  const all: Finding[] = [];
  const counts = new Map<FindingId, number>();
  /** The first of each kind that there are too many of. */
  const leftOut = new Map<FindingId, Finding>();
  for (const one of LOOKS) {
    for (const finding of one.look(examined)) {
      const count = (counts.get(finding.id) ?? 0) + 1;
      counts.set(finding.id, count);
      if (count <= SAME_MAX) all.push(finding);
      else if (count === SAME_MAX + 1) leftOut.set(finding.id, finding);
    }
    progress((done += costOf(one)), total);
  }
  for (const [id, { severity, file }] of leftOut)
    all.push(moreAlike({ id, severity, file, count: (counts.get(id) ?? 0) - SAME_MAX }));
  progress(total, total);
  return all.sort(
    (one, other) =>
      ORDER[one.severity] - ORDER[other.severity] ||
      compare(one.file, other.file) ||
      (one.line ?? 0) - (other.line ?? 0) ||
      (one.column ?? 0) - (other.column ?? 0),
  );
}

function costIn({ rules, rulesCdb, control }: Configuration): (one: Pick<Look, "rules" | "lists">) => number {
  const ofRules = 1 + ((rules ?? rulesCdb)?.bytes.length ?? 0);
  const ofLists = Object.values(control ?? {}).reduce((sum, { bytes }) => sum + bytes.length, 1);
  return ({ rules: each, lists }) => each * ofRules + lists * ofLists;
}

/** Of one kind so many are told. A large file may have the same mistake on each of its lines. */
const SAME_MAX = 10_000;

function moreAlike({
  id,
  severity,
  file,
  count,
}: Pick<Finding, "id" | "severity" | "file"> & { readonly count: number }): Finding {
  const message = `There are ${grouped(count)} more findings of the kind ${id}, beyond the first ${grouped(SAME_MAX)}.`;
  return { id: "more-alike", severity, file, line: null, column: null, message, fix: null };
}

const ORDER: Readonly<Record<FindingSeverity, number>> = { error: 0, warning: 1, info: 2 };

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
