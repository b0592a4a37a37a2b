import { clusters } from "./cells.ts";

/**
 * Breaks each line of `text` at blanks so that it fits `columns` cells, and keeps the blanks elsewhere. A word that is
 * longer than a line stays whole, for the terminal to break.
 */
export function wrapWords(text: string, columns: number): string {
  return text
    .split("\n")
    .map((line) => wrapLine(line, columns))
    .join("\n");
}

function wrapLine(line: string, columns: number): string {
  let wrapped = "";
  let used = 0;
  for (const [, blanks = "", word = ""] of line.matchAll(/( *)([^ ]*)/g)) {
    const width = cellsOf(word);
    const isTooLong = used > 0 && used + blanks.length + width > columns;
    wrapped += isTooLong && word !== "" ? `\n${word}` : blanks + word;
    used = isTooLong && word !== "" ? width : used + blanks.length + width;
  }
  return wrapped;
}

function cellsOf(text: string): number {
  return clusters(text).reduce((sum, { width }) => sum + width, 0);
}
