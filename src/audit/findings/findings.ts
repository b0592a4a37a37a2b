import type { Configuration } from "../configuration.ts";
import { compiledRules } from "./compiled-rules.ts";
import { controlNamesMissed } from "./control-names.ts";
import { deadLists } from "./dead-lists.ts";
import { deadRules } from "./dead-rules.ts";
import { examine, type Examined } from "./examined.ts";
import type { Finding, FindingSeverity } from "./finding.ts";
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

/** All that looks for findings. */
const LOOKS: readonly ((examined: Examined) => Iterable<Finding>)[] = [
  openRelay,
  rcpthosts,
  runScript,
  nameRules,
  ruleLines,
  deadRules,
  narrowerRules,
  strangersDenied,
  compiledRules,
  deadLists,
  controlNamesMissed,
  listing,
  listEntries,
  morercpthosts,
];

/** How far it is: `done` of `total` steps, about equally long on large files. */
export type FindingsProgress = (done: number, total: number) => void;

/** What the owner of a configuration should know: errors first, then by file and line. */
export function findings(
  configuration: Configuration,
  progress: FindingsProgress = () => undefined,
): readonly Finding[] {
  const total = LOOKS.length + 1;
  progress(0, total);
  const examined = examine(configuration);
  const all = LOOKS.flatMap((look, index) => {
    progress(index + 1, total);
    return [...look(examined)];
  });
  progress(total, total);
  return all.sort(
    (one, other) =>
      ORDER[one.severity] - ORDER[other.severity] ||
      compare(one.file, other.file) ||
      (one.line ?? 0) - (other.line ?? 0) ||
      (one.column ?? 0) - (other.column ?? 0),
  );
}

const ORDER: Readonly<Record<FindingSeverity, number>> = { error: 0, warning: 1, info: 2 };

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
