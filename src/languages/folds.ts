/** Lines that an editor may hide: those after `line` up to `lineEnd`, both counted from 1. */
export interface Fold {
  readonly line: number;
  readonly lineEnd: number;
  readonly kind: "comment" | "entries";
}

/** The blocks of comments and the long runs of entries of a file that has one entry a line. A blank line ends either. */
export function foldsOf(text: string): readonly Fold[] {
  const folds: Fold[] = [];
  let start = 1;
  let kind: Fold["kind"] | null = null;
  const end = (lineEnd: number): void => {
    const lines = lineEnd - start + 1;
    if (kind !== null && lines >= FOLDED_LINES_MIN[kind]) folds.push({ line: start, lineEnd, kind });
  };
  const contents = text.split("\n");
  for (const [index, content] of contents.entries()) {
    const now = kindOf(content);
    if (now === kind) continue;
    end(index);
    kind = now;
    start = index + 1;
  }
  end(contents.length);
  return folds;
}

function kindOf(content: string): Fold["kind"] | null {
  if (content.startsWith("#")) return "comment";
  return content.trim() === "" ? null : "entries";
}

/** What is worth hiding. Our own choice. */
const FOLDED_LINES_MIN: Readonly<Record<Fold["kind"], number>> = { comment: 3, entries: 20 };
