import { auditJson, JSON_VERSION } from "../../audit/index.ts";
import { decodeByteString } from "../../engine/bytes/index.ts";
import { placeOf, type Report } from "./report.ts";

/** The report for programs: docs/audit-json.md. */
export function jsonReport({ configuration, places, ...report }: Report): string {
  return written(auditJson(configuration, { ...report, placeOf: (file) => placeOf(file, places) }));
}

/** What `--diff` finds, for programs. */
export function jsonDifferences(words: readonly string[], { leftOut }: { readonly leftOut: number }): string {
  return written({
    version: JSON_VERSION,
    differences: words.map(decodeByteString),
    differencesLeftOut: leftOut,
  });
}

export function written(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
