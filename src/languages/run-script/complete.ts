import type { Completion, Position } from "../language.ts";
import { commandAt, optionsAt } from "./command-at.ts";

/** Options, where a hyphen begins one for a program whose options are known. */
export function complete(text: string, position: Position): readonly Completion[] {
  const command = commandAt(text, position);
  if (command === null) return [];
  const { source, column } = command.word;
  const typed = source.slice(0, position.column - column);
  const found = optionsAt(command);
  if (found === null || !found.isOpen || !/^-[A-Za-z0-9]?$/.test(typed)) return [];
  return found.meanings
    .filter(({ letter }) => `-${letter}`.startsWith(typed))
    .map(({ letter, value, detail, explanation }) => ({
      label: `-${letter}${value === null ? "" : ` ${value}`}`,
      insert: `-${letter}${value === null ? "" : " "}`,
      detail,
      ...(explanation === undefined ? {} : { explanation }),
      column,
      columnEnd: position.column,
    }));
}
