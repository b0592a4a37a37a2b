import { readWord, type SyntaxTrouble, type Word } from "./words.ts";

export type Token =
  /** `source` is how the word was written, quotes and all. */
  | {
      readonly kind: "word";
      readonly word: Word;
      readonly source: string;
      readonly line: number;
      readonly column: number;
    }
  | { readonly kind: "operator"; readonly operator: string; readonly line: number; readonly column: number }
  | { readonly kind: "newline"; readonly line: number; readonly column: number }
  /** Nothing can be read from here on. It's always the last. */
  | SyntaxTrouble;

/** A word with its place: its first character's line and column, from 1. Columns count UTF-16 units, as editors do. */
export type PlacedWord = Extract<Token, { readonly kind: "word" }>;

const operators = ["&&", "||", ">>", "<<", ">&", "<&", ";;", ";", "|", "<", ">", "&", "(", ")"] as const;

const unsupportedOperators: ReadonlyMap<string, string> = new Map([
  ["<<", "here-documents (<<) don't work in this shell"],
  ["<&", "input descriptors (<&) don't work in this shell"],
  ["&", "programs in the background (&) don't work in this shell"],
]);

/**
 * Cuts a text into words and operators, without comments. Blanks are the space and the tab; anything else, a no-break
 * space or a carriage return too, is part of a word, as in every shell.
 */
// POSIX.1-2017 XCU 2.3
export function* tokenize(source: string, firstLine: number): Generator<Token, void> {
  let at = 0;
  let line = firstLine;
  let lineStart = 0;
  let lineEnd = source.indexOf("\n");
  const passLines = (to: number): void => {
    for (; lineEnd !== -1 && lineEnd < to; lineEnd = source.indexOf("\n", lineStart)) {
      line++;
      lineStart = lineEnd + 1;
    }
  };
  for (;;) {
    while (/[ \t]/.test(source.charAt(at)) || source.startsWith("\\\n", at))
      at += source[at] === "\\" ? 2 : 1;
    passLines(at);
    if (source[at] === "#") {
      const end = source.indexOf("\n", at);
      at = end === -1 ? source.length : end;
    }
    if (at >= source.length) return;
    const place = { line, column: at - lineStart + 1 };
    if (source[at] === "\n") {
      yield { kind: "newline", ...place };
      passLines(at + 1);
      at++;
      continue;
    }
    const operator = operators.find((candidate) => source.startsWith(candidate, at));
    if (operator === undefined) {
      const read = readWord(source, at);
      if (read.kind === "trouble") {
        passLines(read.at);
        const unfinished = read.isOpen ? "quote" : null;
        const { message } = read;
        yield { kind: "trouble", message, line, column: read.at - lineStart + 1, unfinished };
        return;
      }
      yield { kind: "word", word: read.word, source: source.slice(at, read.end), ...place };
      passLines(read.end);
      at = read.end;
      continue;
    }
    const unsupported = unsupportedOperators.get(operator);
    if (unsupported !== undefined) {
      yield {
        kind: "trouble",
        message: unsupported,
        ...place,
        unfinished: operator === "<<" ? "document" : null,
      };
      return;
    }
    yield { kind: "operator", operator, ...place };
    at += operator.length;
  }
}
