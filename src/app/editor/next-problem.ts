import type { Diagnostic, Position } from "../../languages/index.ts";

/** The problem after a place, or before it; past the last one it's the first again. Null where there's none. */
export function nextProblem(
  diagnostics: readonly Diagnostic[],
  { line, column }: Position,
  direction: "next" | "previous",
): Diagnostic | null {
  const isAfter = (one: Diagnostic): boolean => one.line > line || (one.line === line && one.column > column);
  const isBefore = (one: Diagnostic): boolean =>
    one.line < line || (one.line === line && one.column < column);
  return direction === "next"
    ? (diagnostics.find(isAfter) ?? diagnostics[0] ?? null)
    : (diagnostics.findLast(isBefore) ?? diagnostics.at(-1) ?? null);
}

/** The problems that a place is in, or right behind. */
export function problemsAt(
  diagnostics: readonly Diagnostic[],
  { line, column }: Position,
): readonly Diagnostic[] {
  return diagnostics.filter((one) => one.line === line && one.column <= column && column <= one.columnEnd);
}
