import type { Configuration } from "../configuration.ts";
import type { EntryListName, Fault } from "../faults/index.ts";
import { examine, type Examined } from "./examined.ts";
import type { Finding } from "./finding.ts";
import { entryFaults } from "./list-entries.ts";
import { listing } from "./listing.ts";
import { morercpthosts } from "./morercpthosts.ts";
import { rcpthosts } from "./rcpthosts.ts";

const LOOKS: readonly ((examined: Examined) => Iterable<Finding>)[] = [rcpthosts, listing, morercpthosts];

/**
 * What can be told of a list in control/ from that folder alone, quickly enough to be asked at each key: the faults of its
 * lines, as the findings have them, and the findings that need other files as well.
 */
export function controlFindings(
  control: NonNullable<Configuration["control"]>,
  list: EntryListName,
): { readonly faults: Iterable<Fault<string>>; readonly findings: readonly Finding[] } {
  const examined = examine({ rules: null, rulesCdb: null, run: null, others: [], control });
  const path = control[list]?.path;
  const findings = LOOKS.flatMap((look) => [...look(examined)]).filter(({ file }) => file === path);
  return { faults: examined.control === null ? [] : entryFaults(examined.control, list), findings };
}
