import { bytesOf, decodeText, encodeText, lowerAscii } from "../../engine/bytes/index.ts";
import { control_readfile, type ControlEntry } from "../../engine/control/index.ts";
import { lineFix, soundMendings, trimmedEnd, unixLineEnds, type Mending } from "../fixes.ts";
import type { Diagnostic, Fix, Severity } from "../language.ts";
import type { ControlList } from "./list.ts";

/** Which entries never match, or not as they seem to, with what would mend them. The entries are those of the engine. */
export function diagnose(list: ControlList, text: string): readonly Diagnostic[] {
  const lines = text.split("\n");
  let lineEnds: readonly Fix[] | null = null;
  return findProblems(list, text).map(({ mendings, ...problem }) => {
    const { line, id } = problem;
    const content = lines[line - 1] ?? "";
    if (id === "carriage-return") return { ...problem, fixes: (lineEnds ??= [unixLineEnds(lines)]) };
    // The parts of a line with NULs are entries, and what is in the others must stay.
    const possible = content.includes("\0") ? [] : mendings.map((mending) => withTail(mending, content));
    const sound = soundMendings({ id, content }, possible, (mended) =>
      findProblems(list, mended).map((found) => ({ id: found.id, isError: found.severity === "error" })),
    );
    return { ...problem, fixes: sound.map((mending) => lineFix(lines, line, mending)) };
  });
}

// The blanks at a line's end don't count and are left alone.
function withTail({ title, becomes }: Mending, content: string): Mending {
  const tail = content.slice(trimmedEnd(content, " \t").length);
  return { title, becomes: becomes === null ? null : becomes + tail };
}

/** A problem with what the whole line could become. */
export interface Problem extends Omit<Diagnostic, "fixes"> {
  readonly mendings: readonly Mending[];
}

/** The problems of a text, with mendings that aren't looked at yet. */
export function findProblems(list: ControlList, text: string): readonly Problem[] {
  const bytes = encodeText(text);
  const source = { readFile: () => ({ kind: "read", bytes, origin: null }) as const, note: null };
  const read = control_readfile(source, `control/${list.id}`);
  const entries = read.kind === "present" ? read.value : [];
  if (entries.length === 0)
    return list.emptiness === null
      ? []
      : [{ line: 1, column: 1, columnEnd: 2, id: "no-entry", ...list.emptiness, mendings: [] }];
  const lineOfKey = countingLines(list, entries);
  const found: Problem[] = [];
  let at = { line: 0, offset: 0 };
  for (const entry of entries) {
    // A NUL in a line makes two entries of it.
    const offset = entry.line === at.line ? at.offset : 0;
    const whole = decodeText(bytesOf(entry.text));
    at = { line: entry.line, offset: offset + whole.length + 1 };
    found.push(...entryProblems(list, { entry, whole, offset, lineOfKey }));
  }
  return found;
}

interface Looked {
  readonly entry: ControlEntry;
  readonly whole: string;
  /** Where the entry starts in its line. */
  readonly offset: number;
  /** The line of each key that the others are duplicates of. */
  readonly lineOfKey: ReadonlyMap<string, number>;
}

function* entryProblems(
  list: ControlList,
  { entry, whole, offset, lineOfKey }: Looked,
): Generator<Problem, void> {
  const { line } = entry;
  const written = trimmedEnd(whole, "\r");
  const place = (from: number, to: number) => ({
    line,
    column: offset + from + 1,
    columnEnd: offset + Math.max(to, from + 1) + 1,
  });
  const tail = whole.slice(written.length);
  const matched = firstProblem(list, written);
  if (matched !== null) {
    const { problem, found } = matched;
    const { id, severity, message } = problem;
    const mendings = offset > 0 ? [] : (problem.mendings?.(written, found) ?? []);
    yield {
      ...place(found.index, found.index + found[0].length),
      id,
      severity,
      message,
      mendings: mendings.map(({ title, becomes }) => ({
        title,
        becomes: becomes === null ? null : becomes + tail,
      })),
    };
  }
  if (tail !== "") {
    const message = `The line ends with a carriage return, as Windows editors write it. It counts as part of the line, so ${list.harm}. Save with Unix line ends.`;
    yield {
      ...place(written.length, whole.length),
      id: "carriage-return",
      severity: "error",
      message,
      mendings: [],
    };
  }
  const counting = lineOfKey.get(lowerAscii(list.keyOf(whole))) ?? line;
  if (matched === null && counting !== line) {
    const mendings = [{ title: "Remove this line, which has no effect", becomes: null }];
    yield { ...place(0, written.length), id: "duplicate", ...DUPLICATES[list.counts](counting), mendings };
  }
}

// qmail-1.03 constmap.c: of equal keys the last one is found, since a new one goes to the front of its chain.
function countingLines(list: ControlList, entries: readonly ControlEntry[]): Map<string, number> {
  const lineOfKey = new Map<string, number>();
  for (const { text, line } of entries) {
    const key = lowerAscii(list.keyOf(decodeText(bytesOf(text))));
    if (list.counts === "last" || !lineOfKey.has(key)) lineOfKey.set(key, line);
  }
  return lineOfKey;
}

function firstProblem({ problems }: ControlList, written: string) {
  for (const problem of problems) {
    const found = problem.pattern.exec(written);
    if (found !== null) return { problem, found };
  }
  return null;
}

const DUPLICATES: Readonly<
  Record<ControlList["counts"], (line: number) => { readonly severity: Severity; readonly message: string }>
> = {
  any: (line) => ({ severity: "info", message: `Line ${line} lists this already. That does no harm.` }),
  last: (line) => ({
    severity: "warning",
    message: `Line ${line} is for this too, and the last one counts: this line has no effect. Remove one of the two.`,
  }),
};
