import type { Token, TokenKind } from "./language.ts";

/** Tokens from parts in their order: what each part is, and its text. Empty parts are left out, equal neighbours joined. */
export function tokensOf(parts: readonly (readonly [kind: TokenKind, text: string])[]): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (const [kind, text] of parts) {
    if (text === "") continue;
    const before = tokens.at(-1);
    if (before?.kind === kind) tokens[tokens.length - 1] = { ...before, to: at + text.length };
    else tokens.push({ kind, from: at, to: at + text.length });
    at += text.length;
  }
  return tokens;
}

/** The token that covers `column` (from 1) or ends right before it. */
export function tokenAt(tokens: readonly Token[], column: number): Token | null {
  return (
    tokens.find((token) => token.from < column && column <= token.to) ??
    tokens.find((token) => token.to === column - 1) ??
    null
  );
}

/** Line number `line` (from 1) of a text, without its LF; "" when there is none. */
export function lineAt(text: string, line: number): string {
  return text.split("\n", line)[line - 1] ?? "";
}
