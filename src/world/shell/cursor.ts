import type { Token } from "./tokens.ts";
import type { SyntaxTrouble } from "./words.ts";

export type WordToken = Extract<Token, { kind: "word" }>;

/** Where a parser is in its tokens. At the first trouble it jumps to their end, so that everything comes to one. */
export interface Cursor {
  readonly tokens: readonly Token[];
  at: number;
  trouble: SyntaxTrouble | null;
  /** How many commands the one that is being read is within. */
  depth: number;
}

/** Where a message points to. */
export interface TokenPlace {
  readonly line: number;
  readonly column: number;
}

export function peek(cursor: Cursor): Exclude<Token, SyntaxTrouble> | undefined {
  const token = cursor.tokens[cursor.at];
  if (token?.kind !== "trouble") return token;
  cursor.trouble ??= token;
  cursor.at = cursor.tokens.length;
  return undefined;
}

/** Whether the next token is this operator. */
export function isOperator(cursor: Cursor, ...operators: readonly string[]): boolean {
  const token = peek(cursor);
  return token?.kind === "operator" && operators.includes(token.operator);
}

/** Whether the next token is this word, written without quotes. */
export function isWord(cursor: Cursor, ...words: readonly string[]): boolean {
  const token = peek(cursor);
  return token?.kind === "word" && words.includes(token.source);
}

export function skipNewlines(cursor: Cursor): void {
  while (peek(cursor)?.kind === "newline") cursor.at++;
}

/** Ends the parsing with a message. `unfinished`: more text could mend it. */
export function fail(
  cursor: Cursor,
  message: string,
  place: TokenPlace,
  unfinished: "compound" | null = null,
): void {
  const { line, column } = place;
  cursor.trouble ??= { kind: "trouble", message, line, column, unfinished };
  cursor.at = cursor.tokens.length;
}
