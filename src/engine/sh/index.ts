export type {
  Assignment,
  Command,
  CompoundCommand,
  List,
  Pipeline,
  Redirection,
  SimpleCommand,
} from "./grammar.ts";
export { parser, type Parsed, type Parser } from "./parse.ts";
export { isPattern, literalPattern, matches } from "./pattern.ts";
export { tokenize, type PlacedWord, type Token } from "./tokens.ts";
export type { Piece, SyntaxTrouble, Word } from "./words.ts";
