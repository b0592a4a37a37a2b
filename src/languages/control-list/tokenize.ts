import { trimmedEnd } from "../../audit/index.ts";
import type { Token, TokenKind } from "../language.ts";
import { tokensOf } from "../tokens.ts";
import type { ControlList } from "./list.ts";

/** A line is a comment, or an entry with the blanks behind it, which don't count. */
export function tokenize(list: Pick<ControlList, "entryParts">, line: string): readonly Token[] {
  if (line.startsWith("#")) return tokensOf([["comment", line]]);
  const entry = trimmedEnd(line, " \t");
  return tokensOf([...list.entryParts(entry), ["text", line.slice(entry.length)]]);
}

/** A domain, with the dot in front that makes it a suffix; what can't be part of a domain is `invalid`. */
export function domainParts(text: string): (readonly [kind: TokenKind, text: string])[] {
  const dot = text.startsWith(".") ? 1 : 0;
  const parts = text.slice(dot).split(/([^\p{L}\p{N}._:[\]-]+)/u);
  return [
    ["punctuation", text.slice(0, dot)],
    ...parts.map((part, index) => [index % 2 === 1 ? "invalid" : "domain", part] as const),
  ];
}
