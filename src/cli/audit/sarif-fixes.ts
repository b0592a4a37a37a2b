import {
  fileAt,
  fileLines,
  type ConfigurationFile,
  type FindingFix,
  type LineEdit,
} from "../../audit/index.ts";
import { bytesOf, decodeByteString, decodeText } from "../../engine/bytes/index.ts";
import { placeOf, type Report } from "./report.ts";
import { uriOf } from "./sarif-uri.ts";

/** The fix of a finding as SARIF has it: a region of the file that goes, and what comes in its place. */
// SARIF 2.1.0, 3.55 to 3.57
export function sarifFix(
  { title, file: path, edits }: FindingFix,
  { configuration, places }: Pick<Report, "configuration" | "places">,
) {
  const file = fileAt(configuration, path);
  return {
    description: { text: sarifText(title) },
    artifactChanges: [
      {
        artifactLocation: { uri: uriOf(placeOf(path, places)) },
        replacements: edits.map((edit) => replacement(edit, { file, isEndKept: keepsEnd(edits, file) })),
      },
    ],
  };
}

/** Whether the last line, which no LF ends, stays without one: as applyFix has it. */
function keepsEnd(edits: readonly LineEdit[], file: ConfigurationFile | null): boolean {
  if (file === null || file.bytes.length === 0 || file.bytes.at(-1) === LF) return false;
  return edits.every(({ line }) => line <= fileLines(file).count);
}

function replacement(
  { line, removes, inserts }: LineEdit,
  { file, isEndKept }: { readonly file: ConfigurationFile | null; readonly isEndKept: boolean },
) {
  const isLast = isEndKept && file !== null && line + removes > fileLines(file).count;
  const content = inserts.map((one) => `${one}\n`).join("");
  // Where the last line goes, so does the LF in front of it.
  const start = isLast && content === "" && line > 1 ? endOf(line - 1, file) : positionOf(line, file);
  const end = positionOf(line + removes, file);
  const deletedRegion = {
    startLine: start.line,
    startColumn: start.column,
    endLine: end.line,
    endColumn: end.column,
  };
  if (content === "") return { deletedRegion };
  if (isLast) return { deletedRegion, insertedContent: contentOf(content.slice(0, -1)) };
  // Behind a last line that no LF ends.
  const isBehindOpenLine = start.column > 1;
  return { deletedRegion, insertedContent: contentOf(isBehindOpenLine ? `\n${content}` : content) };
}

function endOf(line: number, file: ConfigurationFile): { readonly line: number; readonly column: number } {
  const { line: textOf, column } = fileLines(file);
  return { line, column: column(line, textOf(line).length) };
}

/** Where a line starts. The line behind the last one is the end of the file, which is on the last one if no LF ends it. */
function positionOf(
  line: number,
  file: ConfigurationFile | null,
): { readonly line: number; readonly column: number } {
  if (file === null) return { line: 1, column: 1 };
  const { count } = fileLines(file);
  if (line <= count || count === 0 || file.bytes.at(-1) === LF) return { line, column: 1 };
  return endOf(count, file);
}

const LF = 10;

/** SARIF 2.1.0, 3.3: text, or base64 of what isn't UTF-8. */
function contentOf(content: string): { readonly text: string } | { readonly binary: string } {
  const bytes = bytesOf(content);
  const text = decodeText(bytes);
  return LONE.test(text) ? { binary: Buffer.from(bytes).toString("base64") } : { text };
}

/** Text as Unicode that every reader takes: a byte that isn't UTF-8 is shown as U+FFFD. */
export function sarifText(bytes: string): string {
  return decodeByteString(bytes).replaceAll(LONE_EACH, "\ufffd");
}

/** What decodeText makes of a byte that isn't UTF-8. */
const LONE = /[\ud800-\udfff]/u;
const LONE_EACH = /[\ud800-\udfff]/gu;
