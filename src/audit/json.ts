import { decodeByteString, type ByteString } from "../engine/bytes/index.ts";
import { addressText, cidrs } from "./addresses.ts";
import { audit } from "./audit.ts";
import type { Configuration } from "./configuration.ts";
import type { Finding } from "./findings/index.ts";
import { clientRanges } from "./partition.ts";
import type { Summary } from "./summary.ts";

/** Changes when a field goes or means something else; docs/audit-json.md describes it. */
export const JSON_VERSION = 1;

/** Of ranges and domains so many are given; a million rules may make as many. */
const ITEMS_MAX = 10_000;

/** An audit for programs, ready for JSON: docs/audit-json.md. `placeOf` gives the path of a file as its owner knows it. */
export function auditJson(
  configuration: Configuration,
  {
    summary,
    findings,
    placeOf,
  }: {
    readonly summary: Summary;
    readonly findings: readonly Finding[];
    readonly placeOf: (file: ByteString) => string;
  },
): Readonly<Record<string, unknown>> {
  const { clients, recipients } = audit(configuration);
  const ranges = clients === null ? [] : [...clientRanges(clients.addresses, "relays")];
  const reached = recipients === null || recipients.reached === "everything" ? [] : recipients.reached;
  const domains = reached
    .filter(({ use }) => use === "matches")
    .map(({ text: domain }) => decodeByteString(domain));
  return {
    version: JSON_VERSION,
    verdict: summary.verdict,
    summary: summary.sentences.map(decodeByteString),
    relay:
      clients === null
        ? null
        : {
            addresses: summary.relayAddresses,
            ranges: ranges.slice(0, ITEMS_MAX).map((range) => ({
              first: addressText(range.first),
              last: addressText(range.last),
              cidrs: cidrs(range),
              value: range.outcome.kind === "relays" ? decodeByteString(range.outcome.value) : "",
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
    findings: findings.map((finding) => jsonFinding(finding, placeOf)),
  };
}

function jsonFinding(finding: Finding, placeOf: (file: ByteString) => string) {
  const { id, severity, file, line, column, message, fix } = finding;
  return {
    id,
    severity,
    file: placeOf(file),
    line,
    column,
    message: decodeByteString(message),
    fix:
      fix === null
        ? null
        : {
            title: decodeByteString(fix.title),
            file: placeOf(fix.file),
            edits: fix.edits.map(({ line: at, removes, inserts }) => ({
              line: at,
              removes,
              inserts: inserts.map(decodeByteString),
            })),
          },
  };
}
