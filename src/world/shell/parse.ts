/**
 * The shell's grammar: the part of POSIX.1-2017 XCU 2 that people type at a prompt. A line is a list of pipelines joined
 * by ";", "&&" or "||"; a pipeline is commands joined by "|"; a command is assignments, words and redirections.
 */
export interface Pipeline {
  /** When it runs: always, only if the one before succeeded, or only if that failed. */
  readonly when: "always" | "succeeded" | "failed";
  readonly commands: readonly Command[];
}

export interface Command {
  readonly assignments: readonly { readonly name: string; readonly value: Word }[];
  readonly words: readonly Word[];
  readonly redirections: readonly Redirection[];
}

export interface Redirection {
  readonly descriptor: number;
  readonly how: "read" | "write" | "append" | "duplicate";
  readonly target: Word;
}

/** Pieces that are joined to one word. A variable is replaced when the command runs. */
export type Word = readonly Piece[];

export type Piece =
  | { readonly kind: "text"; readonly text: string }
  /** `isQuoted`: within double quotes, so that an empty value still is a word. */
  | { readonly kind: "variable"; readonly name: string; readonly isQuoted: boolean };

export type Parsed =
  | { readonly kind: "parsed"; readonly pipelines: readonly Pipeline[] }
  /** `column` is where in the line, from 1. */
  | { readonly kind: "failed"; readonly message: string; readonly column: number };

type Token =
  | { readonly kind: "word"; readonly word: Word; readonly column: number; readonly source: string }
  | { readonly kind: "operator"; readonly operator: string; readonly column: number };

class SyntaxTrouble extends Error {
  readonly column: number;
  constructor(message: string, column: number) {
    super(message);
    this.column = column;
  }
}

const operators = ["&&", "||", ">>", "<<", ">&", "<&", ";", "|", "<", ">", "&", "(", ")"] as const;
const unsupported: ReadonlyMap<string, string> = new Map([
  ["<<", "here-documents (<<) don't work in this shell"],
  ["<&", "input descriptors (<&) don't work in this shell"],
  ["&", "programs in the background (&) don't work in this shell"],
  ["(", "parentheses don't work in this shell"],
  [")", "parentheses don't work in this shell"],
]);

/** Parses one line of shell text. Never throws. */
export function parseLine(line: string): Parsed {
  try {
    return { kind: "parsed", pipelines: parsePipelines(tokenize(line), line.length + 1) };
  } catch (trouble) {
    if (!(trouble instanceof SyntaxTrouble)) throw trouble;
    return { kind: "failed", message: trouble.message, column: trouble.column };
  }
}

function parsePipelines(tokens: readonly Token[], endColumn: number): readonly Pipeline[] {
  const pipelines: Pipeline[] = [];
  let when: Pipeline["when"] = "always";
  let commands: Command[] = [];
  let at = 0;
  const expectCommand = (operator: string, column: number): void => {
    throw new SyntaxTrouble(`a command is missing beside "${operator}"`, column);
  };
  while (at < tokens.length) {
    const [command, next] = parseCommand(tokens, at);
    const token = tokens[next];
    const operator = token?.kind === "operator" ? token.operator : null;
    const isEmpty = command.words.length + command.assignments.length + command.redirections.length === 0;
    if (isEmpty && operator !== null) expectCommand(operator, token?.column ?? endColumn);
    commands.push(command);
    at = next + 1;
    const isLast = at >= tokens.length;
    if (operator !== null && operator !== ";" && isLast) expectCommand(operator, token?.column ?? endColumn);
    if (operator === "|") continue;
    pipelines.push({ when, commands });
    commands = [];
    when = operator === "&&" ? "succeeded" : operator === "||" ? "failed" : "always";
  }
  return pipelines;
}

function parseCommand(tokens: readonly Token[], start: number): readonly [Command, number] {
  const assignments: { name: string; value: Word }[] = [];
  const words: Word[] = [];
  const redirections: Redirection[] = [];
  let at = start;
  for (;;) {
    const token = tokens[at];
    if (token === undefined) break;
    if (token.kind === "operator") {
      if (!/[<>]/.test(token.operator)) break;
      at++;
      redirections.push(parseRedirection(token.operator, token.column, tokens[at], 0));
    } else {
      const next = tokens[at + 1];
      const isDescriptor =
        /^\d$/.test(token.source) && next?.kind === "operator" && /[<>]/.test(next.operator);
      const assignment = words.length === 0 ? assignmentOf(token) : null;
      if (isDescriptor && next.column === token.column + 1) {
        at += 2;
        redirections.push(parseRedirection(next.operator, next.column, tokens[at], Number(token.source)));
      } else if (assignment !== null) {
        assignments.push(assignment);
      } else {
        words.push(token.word);
      }
    }
    at++;
  }
  return [{ assignments, words, redirections }, at];
}

function parseRedirection(
  operator: string,
  column: number,
  target: Token | undefined,
  given: number,
): Redirection {
  if (target?.kind !== "word") throw new SyntaxTrouble(`a file name is missing behind "${operator}"`, column);
  const how =
    operator === "<" ? "read" : operator === ">" ? "write" : operator === ">>" ? "append" : "duplicate";
  return { descriptor: given || (how === "read" ? 0 : 1), how, target: target.word };
}

function assignmentOf(token: Extract<Token, { kind: "word" }>): { name: string; value: Word } | null {
  const match = /^([A-Za-z_][A-Za-z0-9_]*)=/.exec(token.source);
  const [first, ...rest] = token.word;
  if (match === null || first?.kind !== "text") return null;
  const [prefix = "", name = ""] = match;
  return { name, value: [{ kind: "text", text: first.text.slice(prefix.length) }, ...rest] };
}

function tokenize(line: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (;;) {
    while (line[at] === " " || line[at] === "\t" || line[at] === "\r") at++;
    if (at >= line.length || line[at] === "#") return tokens;
    const operator = operators.find((candidate) => line.startsWith(candidate, at));
    if (operator !== undefined) {
      const trouble = unsupported.get(operator);
      if (trouble !== undefined) throw new SyntaxTrouble(trouble, at + 1);
      tokens.push({ kind: "operator", operator, column: at + 1 });
      at += operator.length;
    } else {
      const { word, end } = readWord(line, at);
      tokens.push({ kind: "word", word, column: at + 1, source: line.slice(at, end) });
      at = end;
    }
  }
}

function readWord(line: string, start: number): { word: Word; end: number } {
  const pieces: Piece[] = [];
  let text = "";
  let quote: { mark: '"'; column: number } | null = null;
  let at = start;
  const endText = (): void => {
    if (text !== "") pieces.push({ kind: "text", text });
    text = "";
  };
  for (; at < line.length; at++) {
    const character = line.charAt(at);
    if (quote === null && /[\s;|<>&()]/.test(character)) break;
    if (character === '"') {
      quote = quote === null ? { mark: '"', column: at + 1 } : null;
      pieces.push({ kind: "text", text });
      text = "";
    } else if (character === "'" && quote === null) {
      const end = line.indexOf("'", at + 1);
      if (end === -1) throw new SyntaxTrouble("the quote (') that begins here is never closed", at + 1);
      pieces.push({ kind: "text", text: text + line.slice(at + 1, end) });
      text = "";
      at = end;
    } else if (character === "\\" && (quote === null || /[$`"\\]/.test(line.charAt(at + 1)))) {
      at++;
      text += line.charAt(at);
    } else if (character === "`" || line.startsWith("$(", at)) {
      throw new SyntaxTrouble("command substitution (` or $) doesn't work in this shell", at + 1);
    } else if (character === "$") {
      const name = /^\$(?:\{([A-Za-z_]\w*|[?$])\}|([A-Za-z_]\w*|[?$]))/.exec(line.slice(at));
      if (name === null) {
        text += character;
        continue;
      }
      endText();
      pieces.push({ kind: "variable", name: name[1] ?? name[2] ?? "", isQuoted: quote !== null });
      at += name[0].length - 1;
    } else {
      text += character;
    }
  }
  if (quote !== null) throw new SyntaxTrouble('the quote (") that begins here is never closed', quote.column);
  endText();
  return { word: pieces, end: at };
}
