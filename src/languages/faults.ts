import type { Fault, Finding } from "../audit/index.ts";
import { decodeByteString } from "../engine/bytes/index.ts";
import { findingFix, lineFix, unixLineEnds } from "./fixes.ts";
import type { Diagnostic, Fix } from "./language.ts";

/** Makes diagnostics of what the audit finds in the lines of a text, one after another. */
export function faultDiagnostics(lines: readonly string[]): (fault: Fault<string>) => Diagnostic {
  let lineEnds: readonly Fix[] | null = null;
  return ({ id, severity, message, line, column, columnEnd, isLineEnd, mendings }) =>
    withFixes({ line, column, columnEnd, severity, id, message }, () =>
      isLineEnd
        ? (lineEnds ??= [unixLineEnds(lines)])
        : mendings().map((mending) => lineFix(lines, mending.line ?? line, mending)),
    );
}

/** Makes a diagnostic of a finding about the file that `lines` are of. */
export function findingDiagnostic(lines: readonly string[], finding: Finding): Diagnostic {
  const { id, severity, file, fix } = finding;
  const line = finding.line ?? 1;
  const column = finding.column ?? 1;
  const end = finding.line === null ? 2 : (lines[line - 1] ?? "").trimEnd().length + 1;
  const columnEnd = Math.max(end, column + 1);
  const message = decodeByteString(finding.message);
  // What mends it in another file is for the audit to do.
  return withFixes({ line, column, columnEnd, severity, id, message }, () =>
    fix?.file === file ? [findingFix(lines, fix)] : [],
  );
}

/** Of thousands of faulty lines few are mended, so the fixes are worked out when they are asked for. */
function withFixes(told: Omit<Diagnostic, "fixes">, fixes: () => readonly Fix[]): Diagnostic {
  let known: readonly Fix[] | null = null;
  return {
    ...told,
    get fixes() {
      return (known ??= fixes());
    },
  };
}
