import { limits } from "./limits.ts";
import type { Token } from "./tokens.ts";
import type { SyntaxTrouble } from "./words.ts";

/** Where a parser is in a text. At the first trouble it jumps to the end, so that everything comes to one. */
export interface Cursor {
  /** What has been read of the command so far. */
  readonly tokens: Token[];
  /** What follows; it's read as it's asked for, so that a long script costs no more than what is run of it. */
  readonly rest: Iterator<Token, void>;
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
  const token = tokenAt(cursor, cursor.at);
  if (token?.kind !== "trouble") return token;
  cursor.trouble ??= token;
  cursor.at = Infinity;
  return undefined;
}

/** The token at a place; undefined behind the last one. */
export function tokenAt(cursor: Cursor, at: number): Token | undefined {
  const { tokens, rest } = cursor;
  while (tokens.length <= at && cursor.trouble === null) {
    const { value, done } = rest.next();
    if (done === true) break;
    tokens.push(value);
    if (tokens.length > limits.commandTokensMax && value.kind !== "trouble")
      fail(cursor, `a command can have at most ${limits.commandTokensMax} words and operators`, value);
  }
  return cursor.trouble === null ? tokens[at] : undefined;
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
  cursor.at = Infinity;
}
