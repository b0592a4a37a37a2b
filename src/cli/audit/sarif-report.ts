import { isAbsolute } from "node:path";
import { pathToFileURL } from "node:url";
import { findingTitles, type Finding, type FindingSeverity } from "../../audit/index.ts";
import { bytesOf, decodeText } from "../../engine/bytes/index.ts";
import { written } from "./json-report.ts";
import { placeOf, type Report } from "./report.ts";

/** The findings in the form that code hosts take. */
// SARIF 2.1.0, OASIS Standard of 27 March 2020
export function sarifReport({ findings, places }: Report): string {
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
        results: findings.map((finding) => result(finding, { places, ids })),
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
  { id, severity, file, line, column, message }: Finding,
  { places, ids }: Pick<Report, "places"> & { readonly ids: readonly string[] },
) {
  const region = line === null ? {} : { region: { startLine: line, startColumn: column ?? 1 } };
  return {
    ruleId: id,
    ruleIndex: ids.indexOf(id),
    level: LEVELS[severity],
    message: { text: decodeText(bytesOf(message)) },
    locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(placeOf(file, places)) }, ...region } }],
  };
}

/** RFC 3986: a path that isn't absolute stays so, and what isn't allowed in it is escaped. */
function uriOf(path: string): string {
  if (isAbsolute(path)) return pathToFileURL(path).href;
  return path.split("/").map(escaped).join("/");
}

function escaped(part: string): string {
  return encodeURIComponent(part.replace(/[\ud800-\udfff]/gu, "\ufffd"));
}
