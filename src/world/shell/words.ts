/** Pieces that are joined to one word. A variable is replaced when the command runs. */
export type Word = readonly Piece[];

export type Piece =
  | { readonly kind: "text"; readonly text: string }
  /** `isQuoted`: its value isn't split at blanks, and an empty value still is a word. */
  | { readonly kind: "variable"; readonly name: string; readonly isQuoted: boolean };

export type Token =
  /** `source` is how the word was written, quotes and all. */
  | { readonly kind: "word"; readonly word: Word; readonly column: number; readonly source: string }
  | { readonly kind: "operator"; readonly operator: string; readonly column: number };

/** What is wrong with a line, and where in it, from 1. */
export interface SyntaxTrouble {
  readonly kind: "trouble";
  readonly message: string;
  readonly column: number;
}

const operators = ["&&", "||", ">>", "<<", ">&", "<&", ";", "|", "<", ">", "&", "(", ")"] as const;

const unsupportedOperators: ReadonlyMap<string, string> = new Map([
  ["<<", "here-documents (<<) don't work in this shell"],
  ["<&", "input descriptors (<&) don't work in this shell"],
  ["&", "programs in the background (&) don't work in this shell"],
  ["(", "parentheses don't work in this shell"],
  [")", "parentheses don't work in this shell"],
]);

/** `$name`, `${name}`, and the parameters that this shell knows. */
const variable = /^\$(?:\{([A-Za-z_]\w*|[?$#]|\d+)\}|([A-Za-z_]\w*|[?$#\d]))/;

/**
 * Cuts a line into words and operators, up to a comment. Blanks are the space, the tab and the newline; anything else,
 * a no-break space or a carriage return too, is part of a word, as in every shell.
 */
// POSIX.1-2017 XCU 2.3
export function tokenize(line: string): readonly Token[] | SyntaxTrouble {
  const tokens: Token[] = [];
  let at = 0;
  for (;;) {
    while (/[ \t\n]/.test(line.charAt(at))) at++;
    if (at >= line.length || line[at] === "#") return tokens;
    const column = at + 1;
    const operator = operators.find((candidate) => line.startsWith(candidate, at));
    if (operator === undefined) {
      const read = readWord(line, at);
      if ("kind" in read) return read;
      tokens.push({ kind: "word", word: read.word, column, source: line.slice(at, read.end) });
      at = read.end;
      continue;
    }
    const unsupported = unsupportedOperators.get(operator);
    if (unsupported !== undefined) return trouble(unsupported, column);
    tokens.push({ kind: "operator", operator, column });
    at += operator.length;
  }
}

/** Reads the word that starts at `start`, where there's neither a blank nor an operator: it has a character at least. */
function readWord(line: string, start: number): { word: Word; end: number } | SyntaxTrouble {
  const pieces: Piece[] = [];
  let text = "";
  let quotedFrom: number | null = null;
  let at = start;
  const endText = (): void => {
    if (text !== "") pieces.push({ kind: "text", text });
    text = "";
  };
  const home = /^~(?=$|[/ \t\n;|<>&()])/.exec(line.slice(start, start + 2));
  if (home !== null) {
    pieces.push({ kind: "variable", name: "HOME", isQuoted: true });
    at++;
  }
  for (; at < line.length; at++) {
    const character = line.charAt(at);
    if (quotedFrom === null && /[ \t\n;|<>&()]/.test(character)) break;
    if (character === '"') {
      quotedFrom = quotedFrom === null ? at : null;
      pieces.push({ kind: "text", text });
      text = "";
    } else if (character === "'" && quotedFrom === null) {
      const end = line.indexOf("'", at + 1);
      if (end === -1) return trouble("the quote (') that begins here is never closed", at + 1);
      pieces.push({ kind: "text", text: text + line.slice(at + 1, end) });
      text = "";
      at = end;
    } else if (character === "\\" && (quotedFrom === null || /[$`"\\]/.test(line.charAt(at + 1)))) {
      at++;
      text += line.charAt(at);
    } else if (character === "`" || line.startsWith("$(", at)) {
      return trouble("command substitution (` or $) doesn't work in this shell", at + 1);
    } else if (character === "*" && quotedFrom === null) {
      return trouble("patterns (*) don't work in this shell; a plain star is written '*'", at + 1);
    } else if (character === "$") {
      const name = variable.exec(line.slice(at, at + variableCharactersMax));
      if (name === null && /[{@*!-]/.test(line.charAt(at + 1))) {
        const what =
          line.charAt(at + 1) === "{" ? "${...} with more than a name in it" : line.slice(at, at + 2);
        return trouble(`${what} doesn't work in this shell`, at + 1);
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
  if (quotedFrom !== null) return trouble('the quote (") that begins here is never closed', quotedFrom + 1);
  endText();
  return { word: pieces, end: at };
}

/** Longer names of variables are cut, so that a line of many "$" is read in linear time. */
const variableCharactersMax = 256;

function trouble(message: string, column: number): SyntaxTrouble {
  return { kind: "trouble", message, column };
}
