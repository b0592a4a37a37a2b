import { decodeByteString, type ByteString } from "../bytes/index.ts";
import { fail, isOperator, isWord, peek, skipNewlines, type Cursor, type TokenPlace } from "./cursor.ts";
import type { CaseCommand, Command, CompoundCommand, List, Pipeline } from "./grammar.ts";
import { parseRedirections, parseSimple } from "./parse-simple.ts";
import { tokenize, type PlacedWord } from "./tokens.ts";
import type { SyntaxTrouble, Word } from "./words.ts";

export type Parsed =
  | { readonly kind: "parsed"; readonly list: List }
  /** There's nothing more in the text. */
  | { readonly kind: "end" }
  | SyntaxTrouble;

/** Reads a text command by command, so that what stands before a mistake is run before that is told. */
export interface Parser {
  /** The next line with all that belongs to its commands. After a trouble there's nothing more. */
  readonly next: () => Parsed;
}

/** Words that can't begin a command of their own. Source: POSIX.1-2017 XCU 2.4. */
const closers = ["then", "elif", "else", "fi", "do", "done", "esac", "}", "in"];

/** How deep commands may stand within commands, so that a text can't exhaust the parser's stack. */
const depthMax = 50;

/** `firstLine` is the number of the text's first line. Text is bytes; messages show it as people read it. */
export function parser(source: ByteString, firstLine: number): Parser {
  const cursor: Cursor = {
    tokens: [],
    rest: tokenize(decodeByteString(source), firstLine),
    at: 0,
    trouble: null,
    depth: 0,
  };
  return {
    next: () => {
      cursor.tokens.splice(0, cursor.at);
      cursor.at = 0;
      skipNewlines(cursor);
      if (peek(cursor) === undefined) return cursor.trouble ?? { kind: "end" };
      const list = parseLine(cursor);
      if (peek(cursor)?.kind === "newline") cursor.at++;
      return cursor.trouble ?? { kind: "parsed", list };
    },
  };
}

/** Pipelines up to the end of a line, or to what closes the command around them. */
function parseLine(cursor: Cursor): List {
  const pipelines: Pipeline[] = [];
  let when: Pipeline["when"] = "always";
  for (;;) {
    pipelines.push(parsePipeline(cursor, when));
    const token = peek(cursor);
    if (token?.kind !== "operator") {
      if (token?.kind === "word")
        fail(cursor, `";" or a new line is missing before "${token.source}"`, token);
      return pipelines;
    }
    if (token.operator === ")" || token.operator === ";;") {
      if (cursor.depth === 0) fail(cursor, `nothing is open that "${token.operator}" could close`, token);
      return pipelines;
    }
    if (token.operator === "(") {
      fail(cursor, "\"(\" can't stand behind a word; functions don't work in this shell", token);
      return pipelines;
    }
    cursor.at++;
    when = token.operator === "&&" ? "succeeded" : token.operator === "||" ? "failed" : "always";
    if (when === "always") {
      const next = peek(cursor);
      const isClosed = isWord(cursor, ...closers) || isOperator(cursor, ")", ";;");
      if (next === undefined || next.kind === "newline" || (isClosed && cursor.depth > 0)) return pipelines;
      continue;
    }
    skipNewlines(cursor);
    if (peek(cursor) === undefined) fail(cursor, missing(token.operator), token);
  }
}

function parsePipeline(cursor: Cursor, when: Pipeline["when"]): Pipeline {
  const isNegated = isWord(cursor, "!");
  if (isNegated) cursor.at++;
  const commands: Command[] = [];
  for (;;) {
    commands.push(parseCommand(cursor));
    const token = peek(cursor);
    if (token === undefined || !isOperator(cursor, "|")) return { when, isNegated, commands };
    cursor.at++;
    skipNewlines(cursor);
    if (peek(cursor) === undefined) fail(cursor, missing("|"), token);
  }
}

function parseCommand(cursor: Cursor): Command {
  const token = peek(cursor);
  const opener = token?.kind === "word" ? token.source : token?.kind === "operator" ? token.operator : "";
  if (token !== undefined && closers.includes(opener))
    fail(cursor, `nothing is open that "${opener}" could belong to`, token);
  if (token === undefined || !["if", "while", "until", "for", "case", "{", "("].includes(opener)) {
    const start = cursor.at;
    const command = parseSimple(cursor);
    if (cursor.at === start && token !== undefined) {
      const operator = token.kind === "operator" ? token.operator : "a new line";
      fail(cursor, missing(operator), token);
    }
    return command;
  }
  cursor.at++;
  if (++cursor.depth > depthMax) fail(cursor, "commands within commands go too deep here", token);
  const compound = parseCompound(cursor, { opener, line: token.line, column: token.column });
  cursor.depth--;
  return { ...compound, redirections: parseRedirections(cursor) };
}

/** The word that opened a command, for the messages on what is missing in it. */
interface Opener extends TokenPlace {
  readonly opener: string;
}

function parseCompound(cursor: Cursor, from: Opener): CompoundCommand {
  const { opener, line, column } = from;
  const at = { line, column, redirections: [] };
  switch (opener) {
    case "if":
      return parseIf(cursor, from);
    case "while":
    case "until": {
      const condition = parseBody(cursor, from, "do");
      const body = parseBody(cursor, from, "done");
      return { ...at, kind: "loop", endsWhen: opener === "while" ? "failed" : "succeeded", condition, body };
    }
    case "for": {
      const name = peek(cursor);
      if (name?.kind !== "word" || !/^[A-Za-z_]\w*$/.test(name.source))
        failIn(cursor, from, 'the name of a variable is missing behind "for"');
      cursor.at++;
      const words: PlacedWord[] = [];
      if (!isWord(cursor, "in")) failIn(cursor, from, '"in" is missing behind the name of "for"');
      cursor.at++;
      for (let token = peek(cursor); token?.kind === "word"; token = peek(cursor)) {
        words.push(token);
        cursor.at++;
      }
      if (isOperator(cursor, ";")) cursor.at++;
      skipNewlines(cursor);
      if (!isWord(cursor, "do")) failIn(cursor, from, '"do" is missing for "for"');
      cursor.at++;
      const body = parseBody(cursor, from, "done");
      return { ...at, kind: "for", name: name?.kind === "word" ? name.source : "", words, body };
    }
    case "case":
      return parseCase(cursor, from);
    case "{":
      return { ...at, kind: "group", body: parseBody(cursor, from, "}") };
    default:
      return { ...at, kind: "subshell", body: parseBody(cursor, from, ")") };
  }
}

function parseIf(cursor: Cursor, from: Opener): CompoundCommand {
  const branches: { condition: List; body: List }[] = [];
  for (;;) {
    const condition = parseBody(cursor, from, "then");
    const body = parseUntil(cursor, from, ["elif", "else", "fi"]);
    const end = peek(cursor);
    if (body.length === 0 && end !== undefined) fail(cursor, missing("then"), end);
    branches.push({ condition, body });
    const isElse = isWord(cursor, "else");
    const isElif = isWord(cursor, "elif");
    cursor.at++;
    if (isElif) continue;
    const otherwise = isElse ? parseBody(cursor, from, "fi") : [];
    return { kind: "if", branches, otherwise, line: from.line, column: from.column, redirections: [] };
  }
}

function parseCase(cursor: Cursor, from: Opener): CaseCommand {
  const subject = peek(cursor);
  cursor.at++;
  skipNewlines(cursor);
  if (subject?.kind !== "word" || !isWord(cursor, "in")) failIn(cursor, from, '"in" is missing for "case"');
  cursor.at++;
  skipNewlines(cursor);
  const branches: { patterns: readonly Word[]; body: List }[] = [];
  while (cursor.trouble === null && !isWord(cursor, "esac")) {
    if (isOperator(cursor, "(")) cursor.at++;
    const patterns: Word[] = [];
    do {
      if (patterns.length > 0) cursor.at++;
      const token = peek(cursor);
      if (token?.kind === "word") patterns.push(token.word);
      cursor.at++;
    } while (isOperator(cursor, "|"));
    if (!isOperator(cursor, ")"))
      failIn(cursor, from, 'a pattern of "case" lacks its ")", or "esac" is missing');
    cursor.at++;
    const body = parseUntil(cursor, from, [";;", "esac"]);
    if (isOperator(cursor, ";;")) cursor.at++;
    skipNewlines(cursor);
    branches.push({ patterns, body });
  }
  cursor.at++;
  return {
    kind: "case",
    subject: subject?.kind === "word" ? subject.word : [],
    branches,
    line: from.line,
    column: from.column,
    redirections: [],
  };
}

/** Lines up to this closer, which is passed; there must be a command among them. */
function parseBody(cursor: Cursor, from: Opener, closer: string): List {
  const body = parseUntil(cursor, from, [closer]);
  const token = peek(cursor);
  if (body.length === 0 && token !== undefined) fail(cursor, missing(closer), token);
  cursor.at++;
  return body;
}

/** Lines up to one of these closers, which isn't passed. */
function parseUntil(cursor: Cursor, from: Opener, ends: readonly string[]): List {
  const list: Pipeline[] = [];
  for (;;) {
    skipNewlines(cursor);
    const token = peek(cursor);
    if (isWord(cursor, ...ends) || isOperator(cursor, ...ends)) return list;
    if (token === undefined) {
      failIn(cursor, from, `"${ends.at(-1) ?? ""}" is missing for the "${from.opener}" that begins here`);
      return list;
    }
    if (isWord(cursor, ...closers) && token.kind === "word") {
      fail(
        cursor,
        `${ends.map((end) => `"${end}"`).join(" or ")} is missing before "${token.source}"`,
        token,
      );
      return list;
    }
    for (const pipeline of parseLine(cursor)) list.push(pipeline);
  }
}

/** Tells of something that is missing in a command: where its text ends more could come, else at what is there. */
function failIn(cursor: Cursor, from: Opener, message: string): void {
  const token = peek(cursor);
  if (token === undefined || token.kind === "newline")
    fail(cursor, message, from, token === undefined ? "compound" : null);
  else fail(cursor, message, token);
}

function missing(operator: string): string {
  return `a command is missing beside "${operator}"`;
}
