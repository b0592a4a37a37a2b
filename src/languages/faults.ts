import type { Fault } from "../audit/index.ts";
import { lineFix, unixLineEnds } from "./fixes.ts";
import type { Diagnostic, Fix } from "./language.ts";

/** Makes diagnostics of what the audit finds in the lines of a text, one after another. */
export function faultDiagnostics(lines: readonly string[]): (fault: Fault<string>) => Diagnostic {
  let lineEnds: readonly Fix[] | null = null;
  return ({ id, severity, message, line, column, columnEnd, isLineEnd, mendings }) => ({
    line,
    column,
    columnEnd,
    severity,
    id,
    message,
    fixes: isLineEnd
      ? (lineEnds ??= [unixLineEnds(lines)])
      : mendings().map((mending) => lineFix(lines, mending.line ?? line, mending)),
  });
}
