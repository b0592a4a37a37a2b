import { soundMendings, trimmedEnd, withoutLineEnd, type Found } from "../../audit/index.ts";
import { decodeByteString, encodeText } from "../../engine/bytes/index.ts";
import { control_readline } from "../../engine/control/index.ts";
import { lineFix, unixLineEnds } from "../fixes.ts";
import type { Diagnostic, Fix } from "../language.ts";
import type { ControlLineFile } from "./files.ts";
import { lineProblems } from "./problems.ts";

/** What is wrong with the line that counts, and with those that don't. */
export function diagnose(file: ControlLineFile, text: string): readonly Diagnostic[] {
  const lines = text.split("\n");
  return [...firstLineProblems(file, text, lines), ...otherLines(lines)];
}

function* firstLineProblems(
  file: ControlLineFile,
  text: string,
  lines: readonly string[],
): Generator<Diagnostic, void> {
  const whole = valueOf(file, text);
  const written = trimmedEnd(whole, "\r");
  const at = (from: number, to: number) => ({
    line: 1,
    column: from + 1,
    columnEnd: Math.max(to, from + 1) + 1,
  });
  if (whole === "") {
    const message =
      file.kind === "number"
        ? `There is no number, so the file counts as missing: ${file.fallback}.`
        : `The line is empty, and so is the value; only a missing file stands for ${file.fallback}.`;
    yield { ...at(0, 0), severity: "warning", id: "empty", message, fixes: frontFixes(file, lines) };
    return;
  }
  for (const { id, severity, message, pattern, mendings } of lineProblems(file.kind)) {
    const found = pattern.exec(written);
    if (found === null) continue;
    const content = lines[0] ?? "";
    const tail = content.slice(written.length);
    const sound = soundMendings(
      { id, content },
      (mendings?.(written, found) ?? []).map(({ title, becomes }) => ({
        title,
        becomes: becomes === null ? null : becomes + tail,
      })),
      (mended) => problemIds(file, mended),
    );
    const fixes =
      id === "comment" ? frontFixes(file, lines) : sound.map((mending) => lineFix(lines, 1, mending));
    yield { ...at(found.index, found.index + found[0].length), id, severity, message, fixes };
    break;
  }
  if (whole !== written) {
    // qmail-1.03 control.c control_readint passes over what follows the digits.
    const isHarmless = file.kind === "number";
    const message = isHarmless
      ? "The line ends with a carriage return, as Windows editors write it. Behind a number that does no harm."
      : "The line ends with a carriage return, as Windows editors write it, which counts as part of the value. Save with Unix line ends.";
    const severity = isHarmless ? "info" : "error";
    yield {
      ...at(written.length, whole.length),
      id: "carriage-return",
      severity,
      message,
      fixes: [unixLineEnds(lines)],
    };
  }
}

// qmail-1.03 control.c control_readline
function valueOf({ file }: ControlLineFile, text: string): string {
  const bytes = encodeText(text);
  const source = { readFile: () => ({ kind: "read", bytes, origin: null }) as const, note: null };
  const line = control_readline(source, `control/${file}`);
  return line.kind === "present" ? decodeByteString(line.value) : "";
}

function problemIds(file: ControlLineFile, line: string): readonly Found[] {
  const written = withoutLineEnd(line);
  const found = lineProblems(file.kind).find(({ pattern }) => pattern.test(written));
  return found === undefined ? [] : [{ id: found.id, isError: found.severity === "error" }];
}

/** Where a value stands on a later line, the empty ones and the comments before it can go. */
function frontFixes(file: ControlLineFile, lines: readonly string[]): readonly Fix[] {
  const index = lines.findIndex((line) => line.trim() !== "" && !/^\ufeff?[ \t]*#/.test(line));
  if (index < 1 || problemIds(file, lines[index] ?? "").some(({ isError }) => isError)) return [];
  const edit = { line: 1, column: 1, lineEnd: index + 1, columnEnd: 1, text: "" };
  return [{ title: "Remove what is in front of the value", edits: [edit] }];
}

function* otherLines(lines: readonly string[]): Generator<Diagnostic, void> {
  const [first = "", ...others] = lines;
  const index = others.findIndex((line) => line.trim() !== "");
  if (index === -1 || first.trim() === "" || /^\ufeff?[ \t]*#/.test(first)) return;
  const columnEnd = (lines.at(-1) ?? "").length + 1;
  const edit = { line: 1, column: first.length + 1, lineEnd: lines.length, columnEnd, text: "\n" };
  yield {
    line: index + 2,
    column: 1,
    columnEnd: (others[index] ?? "").length + 1,
    severity: "warning",
    id: "more-lines",
    message: "Only the first line counts; nobody reads this one, or those after it.",
    fixes: [{ title: "Remove all lines but the first", edits: [edit] }],
  };
}
