import type { FindingFix } from "../../audit/index.ts";

/**
 * Indexes of the fixes that can be applied together: of two that change the same line the first is taken. Fixes of
 * neighbouring lines go together, and so do fixes that say the same. Null has no fix.
 */
export function together(fixes: readonly (FindingFix | null)[]): readonly number[] {
  const files = new Map<string, TakenLines>();
  return fixes.flatMap((fix, index) => {
    if (fix === null) return [];
    const taken = files.get(fix.file) ?? { lines: new Set(), gaps: new Set(), edits: new Set() };
    files.set(fix.file, taken);
    const edits = fix.edits.filter((edit) => !taken.edits.has(keyOf(edit)));
    if (edits.some((edit) => meets(taken, edit))) return [];
    for (const edit of edits) take(taken, edit);
    return [index];
  });
}

/** Fixes of one file as one, since each counts lines as they were before all of them. What several say is done once. */
export function joined(fixes: readonly FindingFix[]): readonly FindingFix[] {
  const byFile = new Map<string, Map<string, Edit>>();
  const joint: FindingFix[] = [];
  for (const fix of fixes) {
    const known = byFile.get(fix.file);
    const edits = known ?? new Map<string, Edit>();
    for (const edit of fix.edits) edits.set(keyOf(edit), edit);
    if (known === undefined) joint.push(fix);
    byFile.set(fix.file, edits);
  }
  return joint.map((fix) => ({ ...fix, edits: [...(byFile.get(fix.file)?.values() ?? [])] }));
}

type Edit = FindingFix["edits"][number];

interface TakenLines {
  /** Numbers of lines that are removed or replaced. */
  readonly lines: Set<number>;
  /** Numbers of lines before which others are put in. */
  readonly gaps: Set<number>;
  readonly edits: Set<string>;
}

function meets({ lines, gaps }: TakenLines, { line, removes }: Edit): boolean {
  if (removes === 0) return lines.has(line) && lines.has(line - 1);
  for (let at = line; at < line + removes; at++) {
    if (lines.has(at) || (at > line && gaps.has(at))) return true;
  }
  return false;
}

function take({ lines, gaps, edits }: TakenLines, edit: Edit): void {
  edits.add(keyOf(edit));
  if (edit.removes === 0) gaps.add(edit.line);
  for (let at = edit.line; at < edit.line + edit.removes; at++) lines.add(at);
}

function keyOf({ line, removes, inserts }: Edit): string {
  return `${line} ${removes} ${inserts.join("\n")}`;
}
