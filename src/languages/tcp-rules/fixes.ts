import { encodeText } from "../../engine/bytes/index.ts";
import { diagnoseRules, type RuleDiagnostic } from "../../engine/tcprules/index.ts";
import { lineFix, soundMendings, unixLineEnds } from "../fixes.ts";
import type { Fix } from "../language.ts";
import type { ProblemId } from "./faulty-rule.ts";
import { mendings } from "./mendings.ts";
import { isError } from "./words.ts";

/** Where a problem is: its line from 1, and offsets into that. */
export interface Place {
  readonly line: number;
  readonly from: number;
  readonly to: number;
}

/** Gives the fixes of one problem after another, in the order of the lines. */
export function fixer(
  lines: readonly string[],
): (problem: RuleDiagnostic["problem"], place: Place) => readonly Fix[] {
  let lineEnds: readonly Fix[] | null = null;
  const repeated = new Set<number>();
  return (problem, place) => {
    if (problem.id === "carriage-return") return (lineEnds ??= [unixLineEnds(lines)]);
    if (problem.id !== "duplicate-key") return lineFixes(lines, problem.id, place);
    const firstLine = "firstLine" in problem ? problem.firstLine : undefined;
    if (firstLine === undefined) return [];
    const isFirstRepetition = !repeated.has(firstLine);
    repeated.add(firstLine);
    // Of two ranges that share some numbers only, neither can go.
    if (keyOf(lines, firstLine) !== keyOf(lines, place.line)) return [];
    const counts = { title: `Let this line count: remove line ${firstLine}`, becomes: null };
    return [
      lineFix(lines, place.line, { title: "Remove this line, which has no effect", becomes: null }),
      ...(isFirstRepetition ? [lineFix(lines, firstLine, counts)] : []),
    ];
  };
}

function lineFixes(lines: readonly string[], id: ProblemId, { line, from, to }: Place): readonly Fix[] {
  const content = lines[line - 1] ?? "";
  const sound = soundMendings({ id, content }, mendings(id, content, { from, to }), (text) =>
    diagnoseRules(encodeText(text)).diagnostics.map(({ problem }) => ({
      id: problem.id,
      isError: isError(problem),
    })),
  );
  return sound.map((mending) => lineFix(lines, line, mending));
}

function keyOf(lines: readonly string[], line: number): string {
  return (lines[line - 1] ?? "").split(":", 1)[0] ?? "";
}
