/**
 * What an editor may know of a file's language. Everything counts as editors do: lines from 1, columns from 1 in UTF-16
 * units. Lines end at LF and nowhere else. A text is what decodeText makes of
 * the file's bytes, so it may hold CR, NUL, and U+DC80 to U+DCFF for bytes that aren't UTF-8.
 */
export interface Language {
  readonly id: string;
  /** What a person calls it. */
  readonly name: string;
  /** The parts of one line without its LF, for colour only: in order, without gaps or overlap. Works on any line. */
  tokenize(line: string): readonly Token[];
  /** What is wrong or surprising, found by the parser of the program that reads the file. By line, then column. */
  diagnose(text: string, context?: LanguageContext): readonly Diagnostic[];
  /** What the thing at `position` means, in plain words; null when there is nothing to say. */
  hover(text: string, position: Position, context?: LanguageContext): Hover | null;
  /** What may be written at `position`. */
  complete(text: string, position: Position, context?: LanguageContext): readonly Completion[];
}

/**
 * What is known of a file's surroundings; each part may be left out, and then nothing is said about it. A language that
 * needs more than its own text (the files beside it, who is let in by all of them together) gets it by a field here.
 */
export interface LanguageContext {
  /** The hosts that a client may be, to be offered where an address is written. */
  readonly hosts?: readonly KnownHost[];
  /** Where the text itself is on its host, as `file` has it. */
  readonly path?: string;
  /** A file of the same host, by its absolute path; null if there is none. */
  readonly file?: (path: string) => Uint8Array | null;
}

export interface KnownHost {
  /** What a person calls it. */
  readonly title: string;
  /** In dotted decimal. */
  readonly address: string;
}

export interface Position {
  readonly line: number;
  readonly column: number;
}

/** What a part of a line is, by its role rather than its look. `ignored` has no effect; `invalid` can't be read. */
export type TokenKind =
  | "text"
  | "comment"
  | "ignored"
  | "address"
  | "domain"
  | "punctuation"
  | "allow"
  | "deny"
  | "program"
  | "variable"
  | "value"
  | "invalid";

/** The UTF-16 units of a line from offset `from` to before `to`, counted from 0. Never empty. */
export interface Token {
  readonly kind: TokenKind;
  readonly from: number;
  readonly to: number;
}

/** `error`: the program fails or the line does harm; `warning`: it does not do what it seems to; `info`: good to know. */
export type Severity = "error" | "warning" | "info";

/** Something about the columns `column` to before `columnEnd` of a line. */
export interface Diagnostic {
  readonly line: number;
  readonly column: number;
  readonly columnEnd: number;
  readonly severity: Severity;
  /** Stable name of the problem. */
  readonly id: string;
  /** What it means for mail, and what to do. */
  readonly message: string;
  /** What would mend it, the best first; each by itself. Empty where only the author knows. */
  readonly fixes: readonly Fix[];
}

/** A change that takes a problem away. The edits don't overlap, and count lines and columns as they are before all of them. */
export interface Fix {
  /** What it does, as a command: `Add the dot: 10.` */
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

/** Puts `text` in place of what stands from `line` and `column` to before `lineEnd` and `columnEnd`. */
export interface TextEdit {
  readonly line: number;
  readonly column: number;
  readonly lineEnd: number;
  readonly columnEnd: number;
  readonly text: string;
}

/** `text` is plain words for the columns `column` to before `columnEnd` of the line asked about. */
export interface Hover {
  readonly column: number;
  readonly columnEnd: number;
  readonly text: string;
}

/** Puts `insert` in place of the columns `column` to before `columnEnd`. */
export interface Completion {
  readonly label: string;
  readonly insert: string;
  /** A few words on what it does. */
  readonly detail: string;
  /** More of them, where there is more to say. */
  readonly explanation?: string;
  readonly column: number;
  readonly columnEnd: number;
}
