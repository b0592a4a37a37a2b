import { addressText, audit, cidrs, clientRanges, type Finding } from "../../audit/index.ts";
import { bytesOf, decodeText } from "../../engine/bytes/index.ts";
import { placeOf, type Report } from "./report.ts";

/** Changes when a field goes or means something else; docs/audit-json.md describes it. */
const JSON_VERSION = 1;

/** Of ranges and domains so many are given; a million rules may make as many. */
const ITEMS_MAX = 10_000;

/** The report for programs: docs/audit-json.md. */
export function jsonReport(report: Report): string {
  const { configuration, summary, findings } = report;
  const { clients, recipients } = audit(configuration);
  const ranges = clients === null ? [] : [...clientRanges(clients.addresses, "relays")];
  const reached = recipients === null || recipients.reached === "everything" ? [] : recipients.reached;
  const domains = reached.filter(({ use }) => use === "matches").map(({ text: domain }) => text(domain));
  return written({
    version: JSON_VERSION,
    verdict: summary.verdict,
    summary: summary.sentences.map(text),
    relay:
      clients === null
        ? null
        : {
            addresses: summary.relayAddresses,
            ranges: ranges.slice(0, ITEMS_MAX).map((range) => ({
              first: addressText(range.first),
              last: addressText(range.last),
              cidrs: cidrs(range),
              value: range.outcome.kind === "relays" ? text(range.outcome.value) : "",
            })),
            rangesLeftOut: Math.max(0, ranges.length - ITEMS_MAX),
          },
    reached:
      recipients === null
        ? null
        : {
            everything: recipients.reached === "everything",
            domains: domains.slice(0, ITEMS_MAX),
            domainsLeftOut: Math.max(0, domains.length - ITEMS_MAX),
          },
    findings: findings.map((finding) => jsonFinding(finding, report)),
  });
}

function jsonFinding(finding: Finding, { places }: Report) {
  const { id, severity, file, line, column, message, fix } = finding;
  return {
    id,
    severity,
    file: placeOf(file, places),
    line,
    column,
    message: text(message),
    fix:
      fix === null
        ? null
        : {
            title: text(fix.title),
            file: placeOf(fix.file, places),
            edits: fix.edits.map(({ line: at, removes, inserts }) => ({
              line: at,
              removes,
              inserts: inserts.map(text),
            })),
          },
  };
}

/** What `--diff` finds, for programs. */
export function jsonDifferences(words: readonly string[], { leftOut }: { readonly leftOut: number }): string {
  return written({ version: JSON_VERSION, differences: words.map(text), differencesLeftOut: leftOut });
}

export function written(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

function text(bytes: string): string {
  return decodeText(bytesOf(bytes));
}
