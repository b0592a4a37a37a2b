import { tokenize as shellTokens } from "../../engine/sh/index.ts";
import { trimmedEnd } from "../../audit/index.ts";
import type { Token, TokenKind } from "../language.ts";
import { tokensOf } from "../tokens.ts";
import { PROGRAMS } from "./options.ts";

type Part = readonly [kind: TokenKind, text: string];

/** The parts of one line of a script, as a shell takes it apart. A quote may go on for lines, so an open one isn't wrong. */
export function tokenize(line: string): readonly Token[] {
  const parts: Part[] = [];
  let at = 0;
  while (at < line.length) {
    const end = wordsFrom(line, at, parts);
    if (end >= line.length) break;
    // What the grammar stops at is passed, up to the next blank.
    const length = /^[^ \t]*[ \t]*/.exec(line.slice(end))?.[0].length ?? 0;
    const next = end + Math.max(1, length);
    parts.push(["value", line.slice(end, next)]);
    at = next;
  }
  return tokensOf(parts);
}

/** Adds the parts from an offset on. Tells where the grammar stops. */
function wordsFrom(line: string, from: number, parts: Part[]): number {
  let at = from;
  const rest = line.slice(from);
  for (const token of shellTokens(rest, 1)) {
    const start = from + token.column - 1;
    if (token.kind === "trouble") {
      parts.push(...between(line.slice(at, Math.max(at, start))));
      return Math.max(at, start);
    }
    parts.push(...between(line.slice(at, start)));
    const source = token.kind === "word" ? token.source : token.kind === "operator" ? token.operator : "";
    parts.push(...(token.kind === "word" ? wordParts(source) : [["punctuation", source] as const]));
    at = start + source.length;
  }
  parts.push(...between(line.slice(at)));
  return line.length;
}

/** What isn't in a word: blanks, and the comment at the end. */
function between(text: string): readonly Part[] {
  const comment = text.search(/#/);
  return comment === -1
    ? [["text", text]]
    : [
        ["text", text.slice(0, comment)],
        ["comment", text.slice(comment)],
      ];
}

const KEYWORDS: ReadonlySet<string> = new Set(
  "! { } if then elif else fi while until for in do done case esac exec export unset exit cd".split(" "),
);

function wordParts(source: string): readonly Part[] {
  const word = trimmedEnd(source, "\r");
  return [...plainParts(word), ["invalid", source.slice(word.length)]];
}

function plainParts(word: string): readonly Part[] {
  if (KEYWORDS.has(word)) return [["punctuation", word]];
  const assignment = /^([A-Za-z_]\w*)=([^]*)$/.exec(word);
  if (assignment !== null)
    return [
      ["variable", assignment[1] ?? ""],
      ["punctuation", "="],
      ["value", assignment[2] ?? ""],
    ];
  if (PROGRAMS.has(word.slice(word.lastIndexOf("/") + 1))) return [["program", word]];
  if (/^["'`]/.test(word)) return [["value", word]];
  if (/^-[A-Za-z0-9]/.test(word)) return [["punctuation", word]];
  return word
    .split(/(\$(?:\w+|\{\w+\}))/)
    .map((part, index) => [index % 2 === 1 ? "variable" : "text", part] as const);
}
