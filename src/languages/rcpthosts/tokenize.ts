import type { Token } from "../language.ts";
import { tokensOf } from "../tokens.ts";

/** A line is a comment or an entry; what can't be part of a domain in an entry is `invalid`. */
export function tokenize(line: string): readonly Token[] {
  if (line.startsWith("#")) return tokensOf([["comment", line]]);
  const entry = /[^ \t][^]*?(?=[ \t]*$)|$/u.exec(line.trimEnd() === "" ? "" : line);
  if (entry === null || entry[0] === "") return tokensOf([["text", line]]);
  const end = line.length - (/[ \t]+$/.exec(line)?.[0].length ?? 0);
  const dot = line.startsWith(".") ? 1 : 0;
  const parts = line.slice(dot, end).split(/([^\p{L}\p{N}._:[\]-]+)/u);
  return tokensOf([
    ["punctuation", line.slice(0, dot)],
    ...parts.map((part, index) => [index % 2 === 1 ? "invalid" : "domain", part] as const),
    ["text", line.slice(end)],
  ]);
}
