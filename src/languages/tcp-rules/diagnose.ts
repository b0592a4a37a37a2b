import { encodeText } from "../../engine/bytes/index.ts";
import { diagnoseRules } from "../../engine/tcprules/index.ts";
import { editorColumns } from "../columns.ts";
import type { Diagnostic } from "../language.ts";
import { fixer } from "./fixes.ts";
import { words } from "./words.ts";

/** What tcprules and tcpserver make of each line, in words. */
export function diagnose(text: string): readonly Diagnostic[] {
  const lines = text.split("\n");
  const fixesOf = fixer(lines);
  return diagnoseRules(encodeText(text)).diagnostics.map(({ line, problem, ...bytes }) => {
    const columns = editorColumns(lines[line - 1] ?? "");
    const column = columns(bytes.column);
    const end = columns(bytes.columnEnd);
    const fixes = fixesOf(problem, { line, from: column - 1, to: end - 1 });
    return { line, column, columnEnd: Math.max(end, column + 1), id: problem.id, ...words(problem), fixes };
  });
}
