import { findingTitles, type Finding, type FindingSeverity } from "../../audit/index.ts";
import { written } from "./json-report.ts";
import { placeOf, type Report } from "./report.ts";
import { sarifFix, sarifText } from "./sarif-fixes.ts";
import { uriOf } from "./sarif-uri.ts";

/** The findings in the form that code hosts take. */
// SARIF 2.1.0, OASIS Standard of 27 March 2020
export function sarifReport({ configuration, findings, places }: Report): string {
  const ids = [...new Set(findings.map(({ id }) => id))].sort();
  return written({
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "lab audit",
            rules: ids.map((id) => ({ id, shortDescription: { text: findingTitles[id] } })),
          },
        },
        columnKind: "utf16CodeUnits",
        newlineSequences: ["\n"],
        results: findings.map((finding) => result(finding, { configuration, places, ids })),
      },
    ],
  });
}

const LEVELS: Readonly<Record<FindingSeverity, "error" | "warning" | "note">> = {
  error: "error",
  warning: "warning",
  info: "note",
};

function result(
  { id, severity, file, line, column, message, fix }: Finding,
  {
    configuration,
    places,
    ids,
  }: Pick<Report, "configuration" | "places"> & { readonly ids: readonly string[] },
) {
  const region = line === null ? {} : { region: { startLine: line, startColumn: column ?? 1 } };
  return {
    ruleId: id,
    ruleIndex: ids.indexOf(id),
    level: LEVELS[severity],
    message: { text: sarifText(message) },
    locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(placeOf(file, places)) }, ...region } }],
    ...(fix === null ? {} : { fixes: [sarifFix(fix, { configuration, places })] }),
  };
}
