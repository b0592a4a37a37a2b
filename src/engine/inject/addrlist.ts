import type { Token } from "./token822.ts";

/** What becomes of an address: its tokens as they are to be written. */
export type RewriteAddress = (address: readonly Token[]) => readonly Token[];

/** Tokens that stand before an address in angle brackets and aren't part of it. */
const phrase: readonly Token["kind"][] = ["comment", "atom", "quote", "@", "."];

/**
 * Finds the addresses in a field, whose first two tokens are its name and the colon, and has each of them rewritten,
 * the last one first. Null if the field can't be a list of addresses; those found until then have been handed out.
 */
// qmail-1.03 token822.c token822_addrlist: such lists are easiest read from right to left
export function token822_addrlist(
  tokens: readonly Token[],
  rewrite: RewriteAddress,
): readonly Token[] | null {
  const first = 2;
  // Both are in reverse order.
  const output: Token[] = [];
  const address: Token[] = [];
  let isInGroup = false;
  let mayFollow = true;
  let at = tokens.length - 1;
  const take = (): void => {
    output.push(...rewrite(address.toReversed()).toReversed());
    address.length = 0;
  };
  const flush = (): void => {
    if (address.length > 0) take();
  };
  const flushWithComma = (): void => {
    if (address.length === 0) return;
    take();
    output.push({ kind: "," });
  };
  while (at >= first) {
    const token = tokens[at];
    if (token === undefined) break;
    switch (token.kind) {
      case ";":
        flushWithComma();
        if (isInGroup) return null;
        isInGroup = true;
        mayFollow = true;
        break;
      case ":":
        flush();
        if (!isInGroup) return null;
        isInGroup = false;
        while (at >= first && tokens[at]?.kind !== ",") at = move(tokens, at, output);
        if (at >= first) at = move(tokens, at, output);
        mayFollow = true;
        continue;
      case ">":
        flushWithComma();
        at = move(tokens, at, output);
        while (at >= first && tokens[at]?.kind !== "<") at = move(tokens, at, address);
        // Also if it's empty: <> is an address.
        take();
        if (at < first) return null;
        at = move(tokens, at, output);
        while (at >= first && phrase.includes(tokens[at]?.kind ?? ",")) at = move(tokens, at, output);
        mayFollow = false;
        continue;
      case "atom":
      case "quote":
      case "literal":
        // Two words with nothing between them are two addresses.
        if (!mayFollow) flushWithComma();
        mayFollow = false;
        at = move(tokens, at, address);
        continue;
      case "comment":
        break;
      case ",":
        flush();
        mayFollow = true;
        break;
      case "<":
      case "@":
      case ".":
        mayFollow = true;
        at = move(tokens, at, address);
        continue;
    }
    at = move(tokens, at, output);
  }
  flush();
  return [...tokens.slice(0, first), ...output.toReversed()];
}

/** Puts a token where it belongs, and tells where the one before it is. */
function move(tokens: readonly Token[], at: number, to: Token[]): number {
  const token = tokens[at];
  if (token !== undefined) to.push(token);
  return at - 1;
}
