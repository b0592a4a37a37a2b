import type { Finding, FindingSeverity, Summary } from "../../audit/index.ts";
import { readable, visible } from "./readable.ts";
import { placeOf, type Report } from "./report.ts";

/** Of one kind so many are told each by itself; a large file may have the same mistake on every line. */
const SAME_MAX = 20;

/** The summary, then the findings, each with its place: for a person. */
export function textReport({ summary, findings, places }: Report): string {
  return [...summaryLines(summary), "", ...findingLines(findings, places), countLine(findings), ""].join(
    "\n",
  );
}

function summaryLines({ sentences }: Summary): readonly string[] {
  return sentences.map(readable);
}

function findingLines(findings: Report["findings"], places: Report["places"]): readonly string[] {
  const counts = new Map<string, number>();
  const lines: string[] = [];
  for (const finding of findings) {
    const count = (counts.get(finding.id) ?? 0) + 1;
    counts.set(finding.id, count);
    if (count <= SAME_MAX) lines.push(...oneFinding(finding, places));
  }
  for (const [id, count] of counts)
    if (count > SAME_MAX) lines.push(`... and ${count - SAME_MAX} more of ${id} (--json tells all)`);
  return lines;
}

function oneFinding(finding: Finding, places: Report["places"]): readonly string[] {
  const { severity, id, message, line, column, fix } = finding;
  const place = [visible(placeOf(finding.file, places)), line, column]
    .filter((part) => part !== null)
    .join(":");
  const where =
    fix === null || fix.file === finding.file ? "" : ` (in ${visible(placeOf(fix.file, places))})`;
  return [
    `${place}: ${severity}: ${readable(message)} [${id}]`,
    ...(fix === null ? [] : [`    fix: ${readable(fix.title)}${where}`]),
  ];
}

function countLine(findings: Report["findings"]): string {
  if (findings.length === 0) return "No findings.";
  const count = (severity: FindingSeverity): number =>
    findings.filter((one) => one.severity === severity).length;
  const counted = (number: number, word: string): string => `${number} ${word}${number === 1 ? "" : "s"}`;
  return `${counted(count("error"), "error")}, ${counted(count("warning"), "warning")}, ${count("info")} for information.`;
}
