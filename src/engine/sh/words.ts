import { limits } from "./limits.ts";

/** Pieces that are joined to one word. Variables and commands are replaced when the word is used. */
export type Word = readonly Piece[];

export type Piece =
  /** `isQuoted`: its stars and the like are plain characters. */
  | { readonly kind: "text"; readonly text: string; readonly isQuoted: boolean }
  /** `isQuoted`: its value isn't split at blanks, and an empty value still is a word. */
  | { readonly kind: "variable"; readonly name: string; readonly isQuoted: boolean }
  /** What a command prints. `line` is where it stands, counted from the text's first line, from 0. */
  | { readonly kind: "command"; readonly source: string; readonly isQuoted: boolean; readonly line: number };

/** What is wrong with a text, and where in it, both from 1. */
export interface SyntaxTrouble {
  readonly kind: "trouble";
  readonly message: string;
  readonly line: number;
  readonly column: number;
  /** What more text could end; null if there's nothing. A document is no good when it has ended either. */
  readonly unfinished: "quote" | "compound" | "document" | null;
}

/** A word, or what is wrong with it at an offset of the text. */
export type WordRead =
  | { readonly kind: "word"; readonly word: Word; readonly end: number }
  | { readonly kind: "trouble"; readonly message: string; readonly at: number; readonly isOpen: boolean };

/** `$name`, `${name}`, and the parameters that this shell knows. */
const variable = /^\$(?:\{([A-Za-z_]\w*|[?$#@*]|\d+)\}|([A-Za-z_]\w*|[?$#@*\d]))/;

/** Longer names of variables are cut, so that a line of many "$" is read in linear time. */
const variableCharactersMax = 256;

/** Reads the word that starts at `start`, where there's neither a blank nor an operator: it has a character at least. */
// POSIX.1-2017 XCU 2.2
export function readWord(source: string, start: number): WordRead {
  const pieces: Piece[] = [];
  let text = "";
  let quotedFrom: number | null = null;
  let line = 0;
  const endText = (how: "always" | "unless empty" = "unless empty"): void => {
    if (text !== "" || how === "always") pieces.push({ kind: "text", text, isQuoted: quotedFrom !== null });
    text = "";
  };
  let at = start;
  const tilde = /^~[\w-]*(?=$|[/ \t\n;|<>&()])/.exec(source.slice(start, start + variableCharactersMax))?.[0];
  if (tilde !== undefined) {
    pieces.push({ kind: "variable", name: tilde === "~" ? "HOME" : tilde, isQuoted: true });
    at += tilde.length;
  }
  for (; at < source.length; at++) {
    const character = source.charAt(at);
    const next = source.charAt(at + 1);
    if (at - start > limits.wordCharactersMax)
      return wrong(`a word can have at most ${limits.wordCharactersMax} characters`, start);
    if (quotedFrom === null && /[ \t\n;|<>&()]/.test(character)) break;
    if (character === "\n") line++;
    if (character === '"') {
      endText(quotedFrom === null ? "unless empty" : "always");
      quotedFrom = quotedFrom === null ? at : null;
    } else if (character === "'" && quotedFrom === null) {
      const end = source.indexOf("'", at + 1);
      if (end === -1) return open("the quote (') that begins here is never closed", at);
      endText();
      const quoted = source.slice(at + 1, end);
      pieces.push({ kind: "text", text: quoted, isQuoted: true });
      line += quoted.split("\n").length - 1;
      at = end;
    } else if (character === "\\" && (quotedFrom === null || /[$`"\\\n]/.test(next))) {
      at++;
      if (next === "\n") {
        line++;
        continue;
      }
      endText();
      if (next !== "") pieces.push({ kind: "text", text: next, isQuoted: true });
    } else if (character === "`" || (character === "$" && next === "(")) {
      const isArithmetic = source.startsWith("$((", at);
      if (isArithmetic) return wrong("arithmetic ($((...))) doesn't work in this shell", at);
      const end = character === "`" ? backquoteEnd(source, at + 1) : parenthesisEnd(source, at + 2);
      if (end === null)
        return open(
          `the command in ${character === "`" ? "`...`" : "$(...)"} that begins here has no end`,
          at,
        );
      endText();
      const inner =
        character === "`"
          ? source.slice(at + 1, end).replace(quotedFrom === null ? /\\([$`\\])/g : /\\([$`\\"])/g, "$1")
          : source.slice(at + 2, end);
      pieces.push({ kind: "command", source: inner, isQuoted: quotedFrom !== null, line });
      line += source.slice(at, end).split("\n").length - 1;
      at = end;
    } else if (character === "$") {
      const name = variable.exec(source.slice(at, at + variableCharactersMax));
      if (name === null && /[{!-]/.test(next)) {
        const what = next === "{" ? "${...} with more than a name in it" : source.slice(at, at + 2);
        return wrong(`${what} doesn't work in this shell`, at);
      }
      if (name === null) {
        text += character;
        continue;
      }
      endText();
      pieces.push({ kind: "variable", name: name[1] ?? name[2] ?? "", isQuoted: quotedFrom !== null });
      at += name[0].length - 1;
    } else {
      text += character;
    }
  }
  if (quotedFrom !== null) return open('the quote (") that begins here is never closed', quotedFrom);
  endText();
  return { kind: "word", word: pieces, end: at };
}

/** Where the backquote is that ends a command; null if there is none. */
function backquoteEnd(source: string, start: number): number | null {
  for (let at = start; at < source.length; at++) {
    if (source[at] === "`") return at;
    if (source[at] === "\\") at++;
  }
  return null;
}

/** Where the parenthesis is that ends a command; null if there is none. */
function parenthesisEnd(source: string, start: number): number | null {
  const open = ["("];
  for (let at = start; at < source.length; at++) {
    const character = source.charAt(at);
    const isQuoted = open.at(-1) === '"';
    if (character === "\\") at++;
    else if (character === '"' && isQuoted) open.pop();
    else if (character === '"') open.push('"');
    else if (character === "'" && !isQuoted) at = source.indexOf("'", at + 1);
    else if (character === "(" && (!isQuoted || source[at - 1] === "$")) open.push("(");
    else if (character === ")" && !isQuoted) open.pop();
    if (at === -1) return null;
    if (open.length === 0) return at;
  }
  return null;
}

function open(message: string, at: number): WordRead {
  return { kind: "trouble", message, at, isOpen: true };
}

function wrong(message: string, at: number): WordRead {
  return { kind: "trouble", message, at, isOpen: false };
}
