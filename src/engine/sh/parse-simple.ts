import { fail, peek, tokenAt, type Cursor } from "./cursor.ts";
import type { Assignment, Redirection, SimpleCommand } from "./grammar.ts";
import type { PlacedWord, Token } from "./tokens.ts";

/** Reads assignments, words and redirections up to whatever ends a command. All of them may be missing. */
export function parseSimple(cursor: Cursor): SimpleCommand {
  const { line, column } = peek(cursor) ?? { line: 1, column: 1 };
  const assignments: Assignment[] = [];
  const words: PlacedWord[] = [];
  const redirections: Redirection[] = [];
  for (;;) {
    const redirection = parseRedirection(cursor);
    if (redirection !== null) {
      redirections.push(redirection);
      continue;
    }
    const token = peek(cursor);
    if (token?.kind !== "word") return { kind: "simple", assignments, words, redirections, line, column };
    cursor.at++;
    const assignment = words.length === 0 ? assignmentOf(token) : null;
    if (assignment === null) words.push(token);
    else assignments.push(assignment);
  }
}

/** Reads the redirections behind a compound command. */
export function parseRedirections(cursor: Cursor): readonly Redirection[] {
  const redirections: Redirection[] = [];
  for (let next = parseRedirection(cursor); next !== null; next = parseRedirection(cursor))
    redirections.push(next);
  return redirections;
}

function parseRedirection(cursor: Cursor): Redirection | null {
  const first = peek(cursor);
  const descriptor = first?.kind === "word" ? descriptorBefore(first, tokenAt(cursor, cursor.at + 1)) : null;
  const sign = descriptor === null ? first : tokenAt(cursor, cursor.at + 1);
  if (sign?.kind !== "operator" || !/[<>]/.test(sign.operator)) return null;
  cursor.at += descriptor === null ? 1 : 2;
  const { operator } = sign;
  const target = peek(cursor);
  if (target?.kind !== "word") {
    fail(cursor, `a file name is missing behind "${operator}"`, sign);
    return null;
  }
  cursor.at++;
  const how =
    operator === "<" ? "read" : operator === ">" ? "write" : operator === ">>" ? "append" : "duplicate";
  return { descriptor: descriptor ?? (how === "read" ? 0 : 1), how, target: target.word };
}

/** The number that stands right before a redirection, as in `2>`; null if this word is none. */
function descriptorBefore(token: PlacedWord, next: Token | undefined): number | null {
  if (next?.kind !== "operator" || !/[<>]/.test(next.operator) || !/^\d{1,3}$/.test(token.source))
    return null;
  const isBeside = next.line === token.line && next.column === token.column + token.source.length;
  return isBeside ? Number(token.source) : null;
}

function assignmentOf(token: PlacedWord): Assignment | null {
  const match = /^([A-Za-z_][A-Za-z0-9_]*)=/.exec(token.source);
  const [first, ...rest] = token.word;
  if (match === null || first?.kind !== "text") return null;
  const [prefix = "", name = ""] = match;
  const start = { kind: "text", text: first.text.slice(prefix.length), isQuoted: first.isQuoted } as const;
  const { line, column } = token;
  return { name, value: start.text === "" ? rest : [start, ...rest], line, column };
}
