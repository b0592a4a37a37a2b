import { bytesOf, type ByteString } from "../../engine/bytes/index.ts";
import { diagnoseRules, type RuleDiagnostic } from "../../engine/tcprules/index.ts";
import type { ConfigurationFile } from "../configuration.ts";
import { mendedRule } from "../faults/index.ts";
import { fileLines, type LineEdit } from "../findings/index.ts";
import type { Move } from "./draft.ts";
import { numberedKey } from "./rule-text.ts";

/**
 * Compiles the text of the rules, which isn't in force. Lines that tcprules can't parse are mended; where only their
 * author knows what they were to say they become remarks.
 */
export function compileMove(rules: ConfigurationFile): Move {
  const edits = parsableEdits(rules);
  const what = edits.length === 0 ? "" : `, with ${edits.length === 1 ? "a line" : "lines"} mended`;
  return { title: `Compile the rules with tcprules${what}`, file: rules.path, edits, step: "compile rules" };
}

function parsableEdits(rules: ConfigurationFile): readonly LineEdit[] {
  const lines = fileLines(rules);
  const { diagnostics, lines: kinds } = diagnoseRules(rules.bytes);
  const failures = new Map(
    diagnostics.flatMap((diagnostic) =>
      diagnostic.problem.kind === "failure" ? [[diagnostic.line, diagnostic] as const] : [],
    ),
  );
  return kinds.flatMap((kind, index) => {
    if (kind !== "failed") return [];
    const line = index + 1;
    const text = lines.line(line);
    const inserts = withoutReturn(text) ?? mended(failures.get(line), text);
    return [{ line, removes: 1, inserts }];
  });
}

function withoutReturn(text: ByteString): readonly ByteString[] | null {
  const line = text.replace(/\r+$/, "");
  return line !== text && diagnoseRules(bytesOf(line)).lines[0] === "rule" ? [line] : null;
}

function mended(failure: RuleDiagnostic | undefined, text: ByteString): readonly ByteString[] {
  const found = failure === undefined ? null : mendedRule(failure, text);
  return found?.becomes ?? [`#${text}`];
}

/** Rules with something wrong that keeps them from these clients: for whom no look-up finds them, or not as they're meant. */
export function* mendMoves(rules: ConfigurationFile, keys: ReadonlySet<ByteString>): Generator<Move, void> {
  if (rules.bytes.length > MENDED_BYTES_MAX) return;
  const lines = fileLines(rules);
  for (const diagnostic of diagnoseRules(rules.bytes).diagnostics) {
    const { line } = diagnostic;
    const found = mendedRule(diagnostic, lines.line(line));
    if (found === null || !found.becomes.some((one) => isFor(one, keys))) continue;
    const edits = [{ line, removes: 1, inserts: found.becomes }];
    yield { title: found.title, file: rules.path, edits, step: "compile rules" };
  }
}

/** In a larger file faulty rules aren't looked for. */
const MENDED_BYTES_MAX = 2 ** 20;

/** Whether a look-up with one of these keys finds the rule. */
function isFor(line: ByteString, keys: ReadonlySet<ByteString>): boolean {
  const numbered = numberedKey(line);
  if (numbered === null) return keys.has(line.slice(0, Math.max(0, line.indexOf(":"))));
  const { before, bottom, top, after } = numbered;
  for (let number = bottom; number <= top; number++) if (keys.has(`${before}${number}${after}`)) return true;
  return false;
}
