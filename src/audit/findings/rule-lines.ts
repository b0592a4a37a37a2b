import { encodeByteString } from "../../engine/bytes/index.ts";
import type { ConfigurationFile } from "../configuration.ts";
import { ruleFaults, type RuleFault, type RuleFaultId } from "../faults/index.ts";
import type { Examined } from "./examined.ts";
import type { Finding } from "./finding.ts";
import { faultFix } from "./fix.ts";

/** What tcprules makes of each line of the rules, where that isn't what it seems to be. */
export function* ruleLines(examined: Examined): Generator<Finding, void> {
  const { rules } = examined.configuration;
  if (rules === null) return;
  let hasReturns = false;
  for (const fault of ruleFaults(rules.bytes, (value) => isRouted(examined, value))) {
    if (fault.isLineEnd) {
      if (hasReturns) continue;
      hasReturns = true;
    }
    const words = wordsOf(examined, fault);
    if (words === null) continue;
    const { line, column } = fault;
    yield { ...words, file: rules.path, line, column, fix: faultFix(rules, fault) };
  }
}

function wordsOf(
  examined: Examined,
  { id, severity, message }: RuleFault,
): Pick<Finding, "id" | "severity" | "message"> | null {
  if (id !== "open-relay") return { id, severity, message: encodeByteString(message) };
  // What is in force is told from the exact audit.
  if (examined.audit.clients?.rules.text.kind === "in force") return null;
  return {
    id: "rule-relays-once-compiled",
    severity,
    message: "As soon as these rules are compiled, this one lets everybody relay.",
  };
}

/** Whether a value behind each recipient leads to a virtual domain, which is how mail is mended on its way. */
// qmail-1.03 FAQ 5.5
function isRouted({ control }: Examined, value: string): boolean {
  const routing = control?.routing ?? null;
  const domain = encodeByteString(value.slice(value.lastIndexOf("@") + 1).toLowerCase());
  return value.startsWith("@") && (routing === null || routing.virtualdomains.values.has(domain));
}

/** The lines of which something is said already why no client matches them. */
export function linesExplained(rules: ConfigurationFile): ReadonlySet<number> {
  const lines = new Set<number>();
  for (const { id, line } of ruleFaults(rules.bytes)) if (ABOUT_ADDRESS.has(id)) lines.add(line);
  return lines;
}

const ABOUT_ADDRESS: ReadonlySet<RuleFaultId> = new Set<RuleFaultId>([
  "rule-unparsable",
  "rule-leading-blank",
  "rule-blank-in-address",
  "rule-missing-dot",
  "rule-mask",
  "rule-wildcard",
  "rule-not-an-address",
  "rule-name-without-equals",
  "rule-capital-in-name",
  "rule-range-across-dots",
  "rule-reversed-range",
  "rule-duplicate",
]);
