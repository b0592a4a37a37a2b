import type { Configuration } from "../configuration.ts";
import { examine, type Examined } from "./examined.ts";
import type { Finding } from "./finding.ts";
import { listEntries } from "./list-entries.ts";
import { listing } from "./listing.ts";
import { morercpthosts } from "./morercpthosts.ts";
import { rcpthosts } from "./rcpthosts.ts";

const LOOKS: readonly ((examined: Examined) => Iterable<Finding>)[] = [
  rcpthosts,
  listing,
  morercpthosts,
  listEntries,
];

/** What can be told of files in control/ from that folder alone: quickly enough to be asked at each key. */
export function controlFindings(control: NonNullable<Configuration["control"]>): readonly Finding[] {
  const examined = examine({ rules: null, rulesCdb: null, run: null, others: [], control });
  return LOOKS.flatMap((look) => [...look(examined)]);
}
