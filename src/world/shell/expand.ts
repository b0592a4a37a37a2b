import { encodeByteString, type ByteString } from "../../engine/bytes/index.ts";
import { isPattern, literalPattern, type Piece, type PlacedWord, type Word } from "../../engine/sh/index.ts";
import { limits } from "../limits.ts";
import { pause } from "../process.ts";
import { homeOf, userOf } from "../files/index.ts";
import { glob } from "./glob.ts";
import { complain, giveUp, exitCodes, type Shell, type Steps } from "./shell.ts";

/** A piece with what it stands for. Several values are words of their own ("$@"). */
interface Valued {
  readonly values: readonly ByteString[];
  readonly how: "plain" | "pattern" | "split";
}

/**
 * The words that some words stand for, once variables and commands are replaced: a value that isn't quoted is split at
 * blanks, and patterns become the names of files, if any match. Null if they are too long, which is complained of.
 */
// POSIX.1-2017 XCU 2.6
export function* expandWords(
  shell: Shell,
  words: readonly PlacedWord[],
): Steps<readonly ByteString[] | null> {
  const expanded: ByteString[] = [];
  let total = 0;
  for (const { word } of words) {
    const valued = yield* valuesOf(shell, word);
    if (valued === null) return null;
    for (const field of fieldsOf(valued)) {
      if (shell.system.weigh(field.length)) yield pause;
      const found = isPattern(field) ? glob(shell.system, field) : [];
      if (found === null) return tooLong(shell);
      for (const one of found.length === 0 ? [plain(field)] : found) {
        expanded.push(one);
        total += one.length;
      }
      if (total > limits.commandBytesMax) return tooLong(shell);
    }
  }
  return expanded;
}

/** What a word stands for where only one can be: the value of an assignment, the name of a file. Nothing is split. */
export function* expandToOne(shell: Shell, word: Word): Steps<ByteString | null> {
  const valued = yield* valuesOf(shell, word);
  return valued === null ? null : valued.map(({ values }) => values.join(" ")).join("");
}

/** A word as a pattern: what is quoted in it matches only itself. */
export function* expandToPattern(shell: Shell, word: Word): Steps<ByteString | null> {
  const valued = yield* valuesOf(shell, word);
  if (valued === null) return null;
  return valued
    .map(({ values, how }) => (how === "plain" ? literalPattern(values.join(" ")) : values.join(" ")))
    .join("");
}

function* valuesOf(shell: Shell, word: Word): Steps<readonly Valued[] | null> {
  const all: Valued[] = [];
  let total = 0;
  let before = 0;
  for (const piece of word) {
    const valued = yield* valueOf(shell, piece);
    if (shell.ending !== null || shell.isInterrupted) return null;
    for (const value of valued.values) total += value.length;
    if (shell.system.weigh(total - before)) yield pause;
    before = total;
    if (total > limits.commandBytesMax) return tooLong(shell);
    all.push(valued);
  }
  return all;
}

function* valueOf(shell: Shell, piece: Piece): Steps<Valued> {
  if (piece.kind === "text")
    return { values: [encodeByteString(piece.text)], how: piece.isQuoted ? "plain" : "pattern" };
  const how = piece.isQuoted ? "plain" : "split";
  if (piece.kind === "command") return { values: [yield* shell.substitute(shell, piece)], how };
  const parameters = shell.parameters.slice(1);
  if (piece.name === "@") return { values: parameters, how };
  if (piece.name === "*") return { values: [parameters.join(" ")], how };
  return { values: [variableOf(shell, piece.name)], how };
}

function variableOf(shell: Shell, name: string): ByteString {
  if (name === "?") return String(shell.status);
  if (name === "$") return String(shell.system.processId);
  if (name === "#") return String(Math.max(0, shell.parameters.length - 1));
  if (name === "PWD") return shell.system.folder();
  if (name.startsWith("~")) {
    const user = userOf(shell.system.files, name.slice(1));
    return user === null ? name : homeOf(shell.system.files, user);
  }
  if (/^\d/.test(name)) return shell.parameters[Number(name)] ?? "";
  const value = shell.variables.get(name);
  if (value === undefined && shell.options.includes("u")) {
    complain(shell, `${name}: parameter not set`);
    giveUp(shell, exitCodes.syntax);
  }
  return value ?? "";
}

/** Joins pieces to words, as patterns: what is quoted in them matches only itself. */
function fieldsOf(valued: readonly Valued[]): readonly ByteString[] {
  const fields: ByteString[] = [];
  let open: ByteString | null = null;
  const end = (): void => {
    if (open !== null) fields.push(open);
    open = null;
  };
  for (const { values, how } of valued) {
    for (const [index, value] of values.entries()) {
      if (index > 0) end();
      if (how !== "split") {
        open = (open ?? "") + (how === "plain" ? literalPattern(value) : value.replaceAll("\\", "\\\\"));
        continue;
      }
      for (const [at, part] of value.split(/[ \t\n]+/).entries()) {
        if (at > 0) end();
        if (part !== "") open = (open ?? "") + part.replaceAll("\\", "\\\\");
      }
    }
  }
  end();
  return fields;
}

function plain(pattern: ByteString): ByteString {
  return pattern.replace(/\\([^])/g, "$1");
}

function tooLong(shell: Shell): null {
  complain(shell, `a command can have at most ${limits.commandBytesMax} bytes`);
  giveUp(shell, exitCodes.syntax);
  return null;
}
