import { listFaults, type EntryListName, type Finding } from "../../audit/index.ts";
import { bytesOf, decodeText, encodeText } from "../../engine/bytes/index.ts";
import { faultDiagnostics } from "../faults.ts";
import { findingFix } from "../fixes.ts";
import type { Diagnostic, LanguageContext } from "../language.ts";
import { findingsBeside } from "./beside.ts";

/** Which entries never match, or not as they seem to, and what the files beside this one make of it. */
export function diagnose(name: EntryListName, text: string, context: LanguageContext): readonly Diagnostic[] {
  const bytes = encodeText(text);
  const lines = text.split("\n");
  const diagnosticOf = faultDiagnostics(lines);
  const alone = Array.from(listFaults(name, bytes), diagnosticOf);
  const beside = findingsBeside(name, bytes, context);
  if (beside === null) return alone;
  // Of several at one place the first is told.
  const exact = new Map(beside.toReversed().map((finding) => [placeOf(finding), finding]));
  const told = alone.flatMap((diagnostic) => {
    const place = placeOf(diagnostic);
    const finding = exact.get(place);
    exact.delete(place);
    // What this is, is for the files together to say.
    if (finding === undefined) return diagnostic.id === "percent-hack" ? [] : diagnostic;
    const { id, severity, message, fixes } = diagnosticOfFinding(lines, finding);
    return {
      ...diagnostic,
      id,
      severity,
      message,
      fixes: diagnostic.fixes.length > 0 ? diagnostic.fixes : fixes,
    };
  });
  const lineEnds = beside.find(({ id }) => id === "entry-carriage-return")?.severity;
  return [
    ...told.map((one) =>
      one.id === "entry-carriage-return" ? { ...one, severity: lineEnds ?? one.severity } : one,
    ),
    ...[...exact.values()].map((finding) => diagnosticOfFinding(lines, finding)),
  ].sort((one, other) => one.line - other.line || one.column - other.column);
}

/** The same for what a file says alone and what all of them say of it. */
function placeOf({ id, line, column }: Pick<Finding | Diagnostic, "id" | "line" | "column">): string {
  if (id === "rcpthosts-empty") return id;
  return id.startsWith("percent-hack") ? `percent-hack ${line}` : `${id} ${line}:${column}`;
}

function diagnosticOfFinding(lines: readonly string[], finding: Finding): Diagnostic {
  const { id, severity, message, file, fix } = finding;
  const line = finding.line ?? 1;
  const column = finding.column ?? 1;
  const end = finding.line === null ? 2 : (lines[line - 1] ?? "").trimEnd().length + 1;
  return {
    line,
    column,
    columnEnd: Math.max(end, column + 1),
    severity,
    id,
    message: decodeText(bytesOf(message)),
    fixes: fix?.file === file ? [findingFix(lines, fix)] : [],
  };
}
