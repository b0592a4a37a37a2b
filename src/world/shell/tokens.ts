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
export function tokenize(source: string, firstLine: number): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  let line = firstLine;
  let lineStart = 0;
  const passLines = (from: number, to: number): void => {
    for (let end = source.indexOf("\n", from); end !== -1 && end < to; end = source.indexOf("\n", end + 1)) {
      line++;
      lineStart = end + 1;
    }
  };
  for (;;) {
    const start = at;
    while (/[ \t]/.test(source.charAt(at)) || source.startsWith("\\\n", at))
      at += source[at] === "\\" ? 2 : 1;
    passLines(start, at);
    if (source[at] === "#") {
      const end = source.indexOf("\n", at);
      at = end === -1 ? source.length : end;
    }
    if (at >= source.length) return tokens;
    const place = { line, column: at - lineStart + 1 };
    if (source[at] === "\n") {
      tokens.push({ kind: "newline", ...place });
      passLines(at, at + 1);
      at++;
      continue;
    }
    const operator = operators.find((candidate) => source.startsWith(candidate, at));
    if (operator === undefined) {
      const read = readWord(source, at);
      if (read.kind === "trouble") {
        passLines(at, read.at);
        const unfinished = read.isOpen ? "quote" : null;
        const { message } = read;
        return [...tokens, { kind: "trouble", message, line, column: read.at - lineStart + 1, unfinished }];
      }
      tokens.push({ kind: "word", word: read.word, source: source.slice(at, read.end), ...place });
      passLines(at, read.end);
      at = read.end;
      continue;
    }
    const unsupported = unsupportedOperators.get(operator);
    if (unsupported !== undefined)
      return [...tokens, { kind: "trouble", message: unsupported, ...place, unfinished: null }];
    tokens.push({ kind: "operator", operator, ...place });
    at += operator.length;
  }
}
