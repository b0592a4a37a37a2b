import type { PlacedWord } from "./tokens.ts";
import type { Word } from "./words.ts";

/**
 * What the parser makes of shell text: the part of POSIX.1-2017 XCU 2.9 that people type at a prompt and that run scripts
 * consist of.
 */
export type List = readonly Pipeline[];

/** Commands that are joined by "|". */
export interface Pipeline {
  /** When it runs: always, only if the one before succeeded, or only if that failed. */
  readonly when: "always" | "succeeded" | "failed";
  /** Behind "!": it succeeds if it fails. */
  readonly isNegated: boolean;
  readonly commands: readonly Command[];
}

interface Anywhere {
  readonly redirections: readonly Redirection[];
  /** Where in the script it begins: the line, and the column in UTF-16 units, both from 1. */
  readonly line: number;
  readonly column: number;
}

export interface SimpleCommand extends Anywhere {
  readonly kind: "simple";
  readonly assignments: readonly Assignment[];
  readonly words: readonly PlacedWord[];
}

export interface IfCommand extends Anywhere {
  readonly kind: "if";
  readonly branches: readonly { readonly condition: List; readonly body: List }[];
  readonly otherwise: List;
}

export interface LoopCommand extends Anywhere {
  readonly kind: "loop";
  /** "while" ends when its condition fails, "until" when that succeeds. */
  readonly endsWhen: "failed" | "succeeded";
  readonly condition: List;
  readonly body: List;
}

export interface ForCommand extends Anywhere {
  readonly kind: "for";
  readonly name: string;
  readonly words: readonly PlacedWord[];
  readonly body: List;
}

export interface CaseCommand extends Anywhere {
  readonly kind: "case";
  readonly subject: Word;
  readonly branches: readonly { readonly patterns: readonly Word[]; readonly body: List }[];
}

/** Commands in braces, which the shell itself runs, or in parentheses, which a copy of it runs. */
export interface GroupCommand extends Anywhere {
  readonly kind: "group" | "subshell";
  readonly body: List;
}

export type CompoundCommand = IfCommand | LoopCommand | ForCommand | CaseCommand | GroupCommand;
export type Command = SimpleCommand | CompoundCommand;

export interface Assignment {
  readonly name: string;
  readonly value: Word;
  readonly line: number;
  readonly column: number;
}

export interface Redirection {
  readonly descriptor: number;
  readonly how: "read" | "write" | "append" | "duplicate";
  readonly target: Word;
}
