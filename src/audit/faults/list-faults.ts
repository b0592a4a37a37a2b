import {
  decodeByteString,
  encodeByteString,
  encodeText,
  lowerAscii,
  type ByteString,
} from "../../engine/bytes/index.ts";
import { control_readfile, type ControlEntry } from "../../engine/control/index.ts";
import { badmailfrom } from "./badmailfrom.ts";
import { locals, morercpthosts, percenthack, rcpthosts } from "./domain-lists.ts";
import type { EntryList } from "./entry-list.ts";
import type { EntryFaultId, EntryProblem } from "./entry-problem.ts";
import { meantMending, type Fault, type FaultSeverity } from "./fault.ts";
import { soundMendings, trimmedEnd, withTail, type Mending } from "./mending.ts";
import { smtproutes, virtualdomains } from "./pair-lists.ts";

const LISTS = { rcpthosts, morercpthosts, locals, virtualdomains, smtproutes, percenthack, badmailfrom };

/** A file of control/ with one entry a line, of which something is known that may be wrong with it. */
export type EntryListName = keyof typeof LISTS;

export type EntryFault = Fault<EntryFaultId>;

/** Which entries never match, or not as they seem to; by line, then column. The entries are those of the engine. */
export function* listFaults(name: EntryListName, bytes: Uint8Array): Generator<EntryFault, void> {
  const list: EntryList = LISTS[name];
  const entries = entriesOf(bytes);
  if (entries.length === 0 && list.emptiness !== null)
    yield { line: 1, column: 1, columnEnd: 2, ...list.emptiness, isLineEnd: false, mendings: () => [] };
  const texts = entries.map(({ text }) => decodeByteString(text));
  const lineOfKey = countingLines(list, entries, texts);
  let at = { line: 0, offset: 0 };
  for (const [index, { line }] of entries.entries()) {
    const whole = texts[index] ?? "";
    // A NUL in a line makes two entries of it.
    const offset = line === at.line ? at.offset : 0;
    const isPart = offset > 0 || entries[index + 1]?.line === line;
    at = { line, offset: offset + whole.length + 1 };
    yield* entryFaults(list, { line, whole, offset, isPart, lineOfKey });
  }
}

/** The lines that an entry should be, with all its faults mended; itself if it has none, null if only its author knows. */
export function mendedEntry(name: EntryListName, entry: ByteString): readonly ByteString[] | null {
  const fault = entryFault(name, entry);
  if (fault === null) return [entry];
  const mending = meantMending(fault);
  if (mending === null) return null;
  return mending.becomes === null ? [] : mending.becomes.split("\n").map(encodeByteString);
}

/** What is wrong with an entry by itself, leaving out carriage returns; null if nothing is. */
export function entryFault(
  name: EntryListName,
  entry: ByteString,
): Pick<EntryFault, "id" | "mendings"> | null {
  const list = LISTS[name];
  const written = trimmedEnd(decodeByteString(entry), " \t\r");
  const matched = firstProblem(list, written);
  return matched === null
    ? null
    : { id: matched.problem.id, mendings: () => entryMendings(list, { written, tail: "" }, matched) };
}

function entriesOf(bytes: Uint8Array): readonly ControlEntry[] {
  const source = { readFile: () => ({ kind: "read", bytes, origin: null }) as const, note: null };
  const read = control_readfile(source, "control/list");
  return read.kind === "present" ? read.value : [];
}

interface Looked {
  readonly line: number;
  readonly whole: string;
  /** Where the entry starts in its line. */
  readonly offset: number;
  /** The line has other entries too, which must stay. */
  readonly isPart: boolean;
  /** The line of each key that the others are duplicates of. */
  readonly lineOfKey: ReadonlyMap<string, number>;
}

function* entryFaults(
  list: EntryList,
  { line, whole, offset, isPart, lineOfKey }: Looked,
): Generator<EntryFault, void> {
  const written = trimmedEnd(whole, "\r");
  const place = (from: number, to: number) => ({
    line,
    column: offset + from + 1,
    columnEnd: offset + Math.max(to, from + 1) + 1,
    isLineEnd: false,
  });
  const tail = whole.slice(written.length);
  const matched = firstProblem(list, written);
  if (matched !== null) {
    const { problem, found } = matched;
    const { id, severity, message } = problem;
    const mendings = () => (isPart ? [] : entryMendings(list, { written, tail }, matched));
    yield { ...place(found.index, found.index + found[0].length), id, severity, message, mendings };
  }
  if (tail !== "") {
    const message = `The lines end with carriage returns, which become part of the entries, so ${list.harm}.`;
    const at = { ...place(written.length, whole.length), isLineEnd: true };
    yield { ...at, id: "entry-carriage-return", severity: "warning", message, mendings: () => [] };
  }
  const counting = lineOfKey.get(lowerAscii(list.keyOf(whole))) ?? line;
  if (matched === null && counting !== line) {
    const removal: Mending = { title: "Remove this line, which has no effect", becomes: null };
    const mendings = () => (isPart ? [] : [removal]);
    yield {
      ...place(0, written.length),
      id: "entry-duplicate",
      ...DUPLICATES[list.counts](counting),
      mendings,
    };
  }
}

// qmail-1.03 constmap.c: of equal keys the last one is found, since a new one goes to the front of its chain.
function countingLines(
  list: EntryList,
  entries: readonly ControlEntry[],
  texts: readonly string[],
): ReadonlyMap<string, number> {
  const lineOfKey = new Map<string, number>();
  for (const [index, { line }] of entries.entries()) {
    const key = lowerAscii(list.keyOf(texts[index] ?? ""));
    if (list.counts === "last" || !lineOfKey.has(key)) lineOfKey.set(key, line);
  }
  return lineOfKey;
}

interface Matched {
  readonly problem: EntryProblem;
  readonly found: RegExpExecArray;
}

function firstProblem({ problems }: EntryList, written: string): Matched | null {
  for (const problem of problems) {
    const found = problem.pattern.exec(written);
    if (found !== null) return { problem, found };
  }
  return null;
}

/** What the entry could become: the likeliest without any other fault that can be mended too. `tail` is its carriage returns. */
function entryMendings(
  list: EntryList,
  { written, tail }: { readonly written: string; readonly tail: string },
  { problem, found }: Matched,
): readonly Mending[] {
  const possible = (problem.mendings?.(written, found) ?? []).map((mending) => mendedOn(list, mending));
  const content = written + tail;
  return soundMendings({ id: problem.id, content }, withTail(possible, tail), (text) =>
    entriesOf(encodeText(text)).flatMap((entry) => {
      const left = firstProblem(list, trimmedEnd(decodeByteString(entry.text), "\r"));
      return left === null ? [] : { id: left.problem.id, isError: false };
    }),
  );
}

/** A mending after which the rest is mended as well, as far as it's known what was meant. */
function mendedOn(list: EntryList, mending: Mending): Mending {
  if (mending.becomes === null) return mending;
  let lines: readonly string[] = mending.becomes.split("\n");
  for (let round = 0; round < ROUNDS_MAX; round++) {
    const next = lines.flatMap((line) => mendedOnce(list, line));
    if (next.length === lines.length && next.every((line, at) => line === lines[at])) break;
    lines = next;
  }
  if (lines.length === 0)
    return { ...mending, title: "Remove this line, which has no effect", becomes: null };
  const becomes = lines.join("\n");
  if (becomes === mending.becomes || mending.becomes.includes("\n")) return { ...mending, becomes };
  return {
    ...mending,
    title: lines.length === 1 ? `Write ${becomes}` : `Write ${lines.length} lines`,
    becomes,
  };
}

/** An entry has a few faults at most; each round mends one of each line. */
const ROUNDS_MAX = 8;

function mendedOnce(list: EntryList, line: string): readonly string[] {
  const matched = line.startsWith("#") ? null : firstProblem(list, line);
  const first = matched === null ? undefined : matched.problem.mendings?.(line, matched.found)[0];
  if (first === undefined || first.isGuess === true) return [line];
  return first.becomes === null ? [] : first.becomes.split("\n");
}

const DUPLICATES: Readonly<
  Record<
    EntryList["counts"],
    (line: number) => { readonly severity: FaultSeverity; readonly message: string }
  >
> = {
  any: (line) => ({ severity: "info", message: `Line ${line} lists this already, which does no harm.` }),
  last: (line) => ({
    severity: "warning",
    message: `Line ${line} is for this too, and the last one counts, so this line has no effect.`,
  }),
};
