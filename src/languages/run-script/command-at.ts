import { tokenize, type PlacedWord } from "../../engine/sh/index.ts";
import { sgetopt, type Option } from "../../engine/sgetopt/index.ts";
import type { Position } from "../language.ts";
import { lettersOf, OPTIONS, type OptionMeaning } from "./options.ts";

/** The word at a position, and those before it in its command. */
export interface CommandAt {
  readonly word: PlacedWord;
  readonly before: readonly PlacedWord[];
  readonly after: readonly PlacedWord[];
}

/** The command that a position is in, at a word or right behind it; null if there's none, or the script can't be read so far. */
export function commandAt(text: string, { line, column }: Position): CommandAt | null {
  let before: PlacedWord[] = [];
  let found: PlacedWord | null = null;
  const after: PlacedWord[] = [];
  for (const token of tokenize(text, 1)) {
    if (token.kind === "trouble") break;
    if (token.kind !== "word") {
      if (found !== null) break;
      before = [];
    } else if (found !== null) {
      after.push(token);
    } else if (isAt(token, { line, column })) {
      found = token;
    } else if (token.line > line) {
      break;
    } else {
      before.push(token);
    }
  }
  return found === null ? null : { word: found, before, after };
}

function isAt({ line, column, source }: PlacedWord, position: Position): boolean {
  const isOneLine = !source.includes("\n");
  return (
    isOneLine &&
    line === position.line &&
    column <= position.column &&
    position.column <= column + source.length
  );
}

/** A program whose options are known, with the words that stand behind it up to some word and that one. */
export interface OptionsOf {
  readonly program: string;
  readonly meanings: readonly OptionMeaning[];
  /** The options among these words; their places count the program as 0. */
  readonly options: readonly Option[];
  /** The place of that word. */
  readonly at: number;
  /** Whether an option may stand there. */
  readonly isOpen: boolean;
}

/** Whose option a word is or can be: of the last program before it whose options are known. */
export function optionsAt({ word, before, after }: CommandAt): OptionsOf | null {
  const index = before.findLastIndex(({ source }) => OPTIONS.has(baseName(source)));
  const program = baseName(before[index]?.source ?? "");
  const meanings = OPTIONS.get(program);
  if (meanings === undefined) return null;
  const words = before.slice(index + 1).map(({ source }) => source);
  const at = words.length + 1;
  const letters = lettersOf(meanings);
  const { rest, isBad } = sgetopt([program, ...words], letters);
  const isOpen = rest.length === 0 && !isBad;
  const all = [program, ...words, word.source, ...after.slice(0, 1).map(({ source }) => source)];
  return { program, meanings, options: isOpen || isBad ? sgetopt(all, letters).options : [], at, isOpen };
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
