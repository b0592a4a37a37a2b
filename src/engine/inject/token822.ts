import type { ByteString } from "../bytes/index.ts";

/** A word of a header field, without its quotes, brackets, parentheses and backslashes. */
export interface Word {
  readonly kind: "atom" | "quote" | "literal" | "comment";
  readonly text: ByteString;
}

/** What a header field with addresses is made of (RFC 822 3.1.4). */
export type Token = Word | { readonly kind: Mark };

/** A character that stands for itself. */
export type Mark = "<" | ">" | "@" | "," | ";" | ":" | ".";

const marks: readonly string[] = ["<", ">", "@", ",", ";", ":", "."] satisfies readonly Mark[];

function isMark(character: string): character is Mark {
  return marks.includes(character);
}

/** Which character begins and which ends a word of each kind. */
const brackets = { atom: "", quote: '""', literal: "[]", comment: "()" } as const;

/** Takes a field apart, or tells null if a bracket or a quote isn't closed, or closed without being open. */
// qmail-1.03 token822.c token822_parse
export function token822_parse(source: ByteString): readonly Token[] | null {
  const tokens: Token[] = [];
  for (let at = 0; at < source.length;) {
    const character = source.charAt(at);
    if (isMark(character)) {
      tokens.push({ kind: character });
      at++;
    } else if (/[ \t\r\n]/.test(character)) {
      at++;
    } else if (character === ")" || character === "]") {
      return null;
    } else {
      const kind = (["comment", "quote", "literal"] as const).find((one) =>
        brackets[one].startsWith(character),
      );
      const word = kind === undefined ? takeAtom(source, at) : takeBracketed(source, at + 1, kind);
      if (word === null) return null;
      tokens.push(word.token);
      at = word.end;
    }
  }
  return tokens;
}

interface Taken {
  readonly token: Word;
  /** Where the next one begins. */
  readonly end: number;
}

/** Comments may hold comments, whose parentheses are lost. */
function takeBracketed(source: ByteString, start: number, kind: Exclude<Word["kind"], "atom">): Taken | null {
  const closing = brackets[kind].charAt(1);
  let text = "";
  let level = 1;
  for (let at = start; at < source.length; at++) {
    const character = source.charAt(at);
    if (character === "\\") {
      if (++at === source.length) return null;
      text += source.charAt(at);
    } else if (character === closing) {
      if (--level === 0) return { token: { kind, text }, end: at + 1 };
    } else if (kind === "comment" && character === "(") {
      level++;
    } else {
      text += character;
    }
  }
  return null;
}

/** What stands between an atom and whatever comes behind it. */
// qmail-1.03 token822.c atomok
const atomEnd = ' \t\r\n(["<>;:@,.';

function takeAtom(source: ByteString, start: number): Taken {
  let text = "";
  let at = start;
  do {
    if (source.charAt(at) === "\\" && ++at === source.length) break;
    text += source.charAt(at++);
  } while (at < source.length && !atomEnd.includes(source.charAt(at)));
  // qmail-1.03 token822.c atomcheck
  return { token: { kind: /[^ -~]|[)\]\\]/.test(text) ? "quote" : "atom", text }, end: at };
}

/** An address as an envelope has it: without quotes and comments. */
// qmail-1.03 token822.c token822_unquote
export function token822_unquote(tokens: readonly Token[]): ByteString {
  return tokens.map(unquoted).join("");
}

function unquoted(token: Token): ByteString {
  if (!("text" in token)) return token.kind;
  if (token.kind === "comment") return "";
  return token.kind === "literal" ? `[${token.text}]` : token.text;
}

/** A field as a header has it, with its newline. It's broken behind commas, where a line would have more bytes than so many. */
// qmail-1.03 token822.c token822_unparse
export function token822_unparse(tokens: readonly Token[], lineBytes: number): ByteString {
  const parts = [""];
  let last: Token | null = null;
  for (const token of tokens) {
    const space = last !== null && needsSpace(last, token) ? " " : "";
    parts.push((parts.pop() ?? "") + space + ("text" in token ? quoted(token) : token.kind));
    if (token.kind === ",") parts.push("");
    last = token;
  }
  let [line = ""] = parts;
  let done: ByteString = "";
  for (const part of parts.slice(1)) {
    // The break that may have to be there is counted with the line.
    if (line.length + 2 + part.length <= lineBytes) {
      line += part;
    } else {
      done += `${line}\n`;
      line = ` ${part}`;
    }
  }
  return `${done}${line}\n`;
}

function quoted({ kind, text }: Word): ByteString {
  const [opening = "", closing = ""] = brackets[kind];
  return opening + text.replace(/["[\]()\\\r\n]/g, "\\$&") + closing;
}

// qmail-1.03 token822.c needspace
function needsSpace(before: Token, after: Token): boolean {
  if (before.kind === ":" || before.kind === "," || after.kind === "<") return true;
  return "text" in before && "text" in after;
}
