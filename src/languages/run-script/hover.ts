import type { Hover, Position } from "../language.ts";
import { VARIABLES } from "../tcp-rules/index.ts";
import { baseName, commandAt, optionsAt, type CommandAt } from "./command-at.ts";
import { PROGRAMS, type OptionMeaning } from "./options.ts";

/** What an option, a program or a variable means. */
export function hover(text: string, position: Position): Hover | null {
  const command = commandAt(text, position);
  if (command === null) return null;
  const { word } = command;
  const columns = { column: word.column, columnEnd: word.column + word.source.length };
  const option = optionText(command, position);
  if (option !== null) return { ...columns, text: option };
  const name = /^([A-Z_]+)=/.exec(word.source)?.[1];
  const meaning = name === undefined ? PROGRAMS.get(baseName(word.source)) : VARIABLES.get(name);
  return meaning === undefined ? null : { ...columns, text: meaning };
}

/** What an option means; of several in one word the one that is pointed at. */
function optionText(command: CommandAt, { column }: Position): string | null {
  const found = optionsAt(command);
  if (found === null) return null;
  const { word } = command;
  const { meanings, options, at, program } = found;
  const meaningOf = (letter: string): OptionMeaning | undefined =>
    meanings.find((one) => one.letter === letter);
  // An option whose value is the next word has its place there.
  const isHere = word.source.startsWith("-") && found.isOpen;
  const own = options.filter((option) => option.at === at || (isHere && option.at === at + 1));
  if (own.length === 0) return null;
  const pointed = word.source.charAt(Math.max(1, column - word.column));
  const one = isHere ? own.find(({ letter }) => letter === pointed) : undefined;
  const meaning = meaningOf((one ?? own[0])?.letter ?? "");
  if (meaning === undefined) return null;
  const written = `-${meaning.letter}${meaning.value === null ? "" : ` ${meaning.value}`}`;
  return `${program} ${written}: ${meaning.detail}.${meaning.explanation === undefined ? "" : ` ${meaning.explanation}`}`;
}
