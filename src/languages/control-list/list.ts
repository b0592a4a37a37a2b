import type { EntryListName } from "../../audit/index.ts";
import type { Completion, LanguageContext, Position, TokenKind } from "../language.ts";

/** What there is to know of a file that control_readfile reads: one entry a line, comments with # in column 1. */
export interface ControlList {
  /** The file's name in control/, which is also the language's. What may be wrong in it is the audit's to say. */
  readonly id: EntryListName;
  /** The program that reads it. */
  readonly reader: string;
  /** The parts of an entry, for colour: in order, without gaps. Blanks in front and a carriage return are part of it. */
  readonly entryParts: (entry: string) => readonly (readonly [kind: TokenKind, text: string])[];
  /** What an entry without problems does; null where each entry has one. */
  readonly meaning: ((entry: string) => string) | null;
  readonly complete?: (text: string, position: Position, context: LanguageContext) => readonly Completion[];
}
