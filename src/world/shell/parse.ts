import { tokenize, type SyntaxTrouble, type Token, type Word } from "./words.ts";

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
  readonly assignments: readonly Assignment[];
  readonly words: readonly Word[];
  readonly redirections: readonly Redirection[];
}

export interface Assignment {
  readonly name: string;
  readonly value: Word;
}

export interface Redirection {
  readonly descriptor: number;
  readonly how: "read" | "write" | "append" | "duplicate";
  readonly target: Word;
}

export type Parsed = { readonly kind: "parsed"; readonly pipelines: readonly Pipeline[] } | SyntaxTrouble;

/** Words that begin a compound command where a command's name is expected. Source: POSIX.1-2017 XCU 2.4. */
const reservedWords = "! { } case do done elif else esac fi for if in then until while".split(" ");

/** Parses one line of shell text. */
export function parseLine(line: string): Parsed {
  const tokens = tokenize(line);
  if ("kind" in tokens) return tokens;
  const pipelines: Pipeline[] = [];
  let when: Pipeline["when"] = "always";
  let commands: Command[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const parsed = parseCommand(tokens, at);
    if ("kind" in parsed) return parsed;
    at = parsed.end;
    const ending = tokens[at];
    const operator = ending?.kind === "operator" ? ending.operator : null;
    const { words, assignments, redirections } = parsed.command;
    const isEmpty = words.length + assignments.length + redirections.length === 0;
    const wantsAnother = operator !== null && operator !== ";" && at === tokens.length - 1;
    if (ending !== undefined && (isEmpty || wantsAnother)) {
      return trouble(`a command is missing beside "${operator ?? ""}"`, ending.column);
    }
    commands.push(parsed.command);
    if (operator === "|") continue;
    pipelines.push({ when, commands });
    commands = [];
    when = operator === "&&" ? "succeeded" : operator === "||" ? "failed" : "always";
  }
  return { kind: "parsed", pipelines };
}

/** The command that starts at a token, and where the token is that ends it. */
function parseCommand(
  tokens: readonly Token[],
  start: number,
): { readonly command: Command; readonly end: number } | SyntaxTrouble {
  const assignments: Assignment[] = [];
  const words: Word[] = [];
  const redirections: Redirection[] = [];
  for (let at = start; ; at++) {
    const token = tokens[at];
    if (token === undefined || (token.kind === "operator" && !/[<>]/.test(token.operator))) {
      return { command: { assignments, words, redirections }, end: at };
    }
    const descriptor = token.kind === "word" ? descriptorBefore(token, tokens[at + 1]) : null;
    if (token.kind === "operator" || descriptor !== null) {
      if (descriptor !== null) at++;
      const redirection = parseRedirection(tokens[at], tokens[at + 1], descriptor);
      if ("kind" in redirection) return redirection;
      redirections.push(redirection);
      at++;
      continue;
    }
    if (words.length === 0) {
      const assignment = assignmentOf(token);
      if (assignment !== null) {
        assignments.push(assignment);
        continue;
      }
      if (reservedWords.includes(token.source)) {
        return trouble(
          `"${token.source}" doesn't work in this shell, which knows only plain commands`,
          token.column,
        );
      }
    }
    words.push(token.word);
  }
}

/** The number that stands right before a redirection, as in `2>`; null if this word is none. */
function descriptorBefore(token: WordToken, next: Token | undefined): number | null {
  if (next?.kind !== "operator" || !/[<>]/.test(next.operator) || !/^\d{1,3}$/.test(token.source))
    return null;
  return next.column === token.column + token.source.length ? Number(token.source) : null;
}

function parseRedirection(
  sign: Token | undefined,
  target: Token | undefined,
  descriptor: number | null,
): Redirection | SyntaxTrouble {
  const operator = sign?.kind === "operator" ? sign.operator : "";
  if (target?.kind !== "word") {
    return trouble(`a file name is missing behind "${operator}"`, sign?.column ?? 1);
  }
  const how =
    operator === "<" ? "read" : operator === ">" ? "write" : operator === ">>" ? "append" : "duplicate";
  return { descriptor: descriptor ?? (how === "read" ? 0 : 1), how, target: target.word };
}

type WordToken = Extract<Token, { kind: "word" }>;

function assignmentOf(token: WordToken): Assignment | null {
  const match = /^([A-Za-z_][A-Za-z0-9_]*)=/.exec(token.source);
  const [first, ...rest] = token.word;
  if (match === null || first?.kind !== "text") return null;
  const [prefix = "", name = ""] = match;
  return { name, value: [{ kind: "text", text: first.text.slice(prefix.length) }, ...rest] };
}

function trouble(message: string, column: number): SyntaxTrouble {
  return { kind: "trouble", message, column };
}
