/** A change to one line: what it becomes (of several lines, if it holds LF), or null for a line that goes. */
export interface Mending {
  /** What it does, as a command: `Add the dot: 10.` */
  readonly title: string;
  readonly becomes: string | null;
  /** Its author may have meant something else, so it's offered to a person and never done unasked. */
  readonly isGuess?: boolean;
  /** The line that is changed, where that isn't the one with the fault. */
  readonly line?: number;
}

/** What a mending is judged by: the name of a problem, and whether it must not come in the place of another one. */
export interface Found {
  readonly id: string;
  readonly isError: boolean;
}

/**
 * The mendings of a line's problem `id` that keep their promise: the problem is gone, and no error comes in its place.
 * `problemsOf` tells what is found in a text that has this line only.
 */
export function soundMendings(
  { id, content }: { readonly id: string; readonly content: string },
  mendings: readonly Mending[],
  problemsOf: (text: string) => readonly Found[],
): readonly Mending[] {
  if (mendings.length === 0) return [];
  const errorsBefore = new Set(problemsOf(content).flatMap((found) => (found.isError ? found.id : [])));
  const seen = new Set<string | null>([content]);
  return mendings.filter(({ becomes }) => {
    if (seen.has(becomes)) return false;
    seen.add(becomes);
    const after = becomes === null ? [] : problemsOf(becomes);
    return after.every((found) => found.id !== id && (!found.isError || errorsBefore.has(found.id)));
  });
}

/** The mendings with `tail` behind what a line becomes. */
export function withTail(mendings: readonly Mending[], tail: string): readonly Mending[] {
  return mendings.map((mending) =>
    mending.becomes === null ? mending : { ...mending, becomes: mending.becomes + tail },
  );
}

/** A line without the blanks, tabs and carriage returns at its end. */
export function withoutLineEnd(line: string): string {
  return trimmedEnd(line, " \t\r");
}

/** A line without the carriage returns at its end, and without blanks between and before these. */
export function withoutReturns(line: string): string {
  const content = withoutLineEnd(line);
  return line.includes("\r", content.length) ? content : line;
}

/** A text without those of the given characters that it ends with. */
export function trimmedEnd(text: string, characters: string): string {
  // A regular expression would take quadratic time on long runs of them inside.
  let end = text.length;
  while (end > 0 && characters.includes(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}
