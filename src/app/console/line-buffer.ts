import { clusters } from "./cells.ts";
import { History } from "./history.ts";

/** A change to the line that no other part needs to know of. */
export type EditCommand =
  | "left"
  | "right"
  | "word-left"
  | "word-right"
  | "home"
  | "end"
  | "erase-left"
  | "erase-right"
  | "kill-to-start"
  | "kill-to-end"
  | "kill-blank-word"
  | "kill-word-left"
  | "kill-word-right"
  | "yank"
  | "older"
  | "newer";

/**
 * The line that is being typed on one console: its text, the cursor, what was killed, and the history. It outlives the
 * widgets: the terminal and its HTML stand-in both edit the same buffer, so nothing is lost when one takes over.
 */
export class LineBuffer {
  readonly history: History;
  #text = "";
  #cursor = 0;
  #killed = "";

  constructor(history: History = new History()) {
    this.history = history;
  }

  get text(): string {
    return this.#text;
  }

  /** UTF-16 offset, always between two clusters. */
  get cursor(): number {
    return this.#cursor;
  }

  /** Takes over text and cursor from another widget. A cursor inside a cluster moves to its end. */
  set(text: string, cursor: number): void {
    this.#text = text;
    this.#cursor = boundaries(text).find((at) => at >= cursor) ?? text.length;
  }

  insert(text: string): void {
    const before = this.#text.slice(0, this.#cursor) + text;
    this.set(before + this.#text.slice(this.#cursor), before.length);
  }

  /** Puts `text` in place of what stands from `from` to the cursor. */
  replaceBefore(from: number, text: string): void {
    const before = this.#text.slice(0, from) + text;
    this.set(before + this.#text.slice(this.#cursor), before.length);
  }

  /** Takes the line away, remembers it in the history, and gives it. */
  submit(): string {
    const line = this.#text;
    this.history.add(line);
    this.set("", 0);
    return line;
  }

  /** Drops the line. */
  abandon(): void {
    this.history.leave();
    this.set("", 0);
  }

  apply(command: EditCommand): void {
    switch (command) {
      case "left":
        return this.#move(this.#before());
      case "right":
        return this.#move(this.#after());
      case "home":
        return this.#move(0);
      case "end":
        return this.#move(this.#text.length);
      case "word-left":
        return this.#move(this.#wordBefore(WORD));
      case "word-right":
        return this.#move(this.#wordAfter());
      case "erase-left":
        return this.#erase(this.#before(), this.#cursor);
      case "erase-right":
        return this.#erase(this.#cursor, this.#after());
      case "kill-to-start":
        return this.#kill(0, this.#cursor);
      case "kill-to-end":
        return this.#kill(this.#cursor, this.#text.length);
      case "kill-blank-word":
        return this.#kill(this.#wordBefore(NOT_BLANK), this.#cursor);
      case "kill-word-left":
        return this.#kill(this.#wordBefore(WORD), this.#cursor);
      case "kill-word-right":
        return this.#kill(this.#cursor, this.#wordAfter());
      case "yank":
        return this.insert(this.#killed);
      case "older":
        return this.#recall(this.history.older(this.#text));
      case "newer":
        return this.#recall(this.history.newer());
      default:
        return command satisfies never;
    }
  }

  #move(to: number): void {
    this.#cursor = to;
  }

  #erase(from: number, to: number): void {
    this.set(this.#text.slice(0, from) + this.#text.slice(to), from);
  }

  #kill(from: number, to: number): void {
    if (from === to) return;
    this.#killed = this.#text.slice(from, to);
    this.#erase(from, to);
  }

  #recall(line: string | null): void {
    if (line !== null) this.set(line, line.length);
  }

  #before(): number {
    return boundaries(this.#text).findLast((at) => at < this.#cursor) ?? 0;
  }

  #after(): number {
    return boundaries(this.#text).find((at) => at > this.#cursor) ?? this.#text.length;
  }

  #wordBefore(inWord: RegExp): number {
    const before = clusters(this.#text.slice(0, this.#cursor));
    let at = this.#cursor;
    let hasWord = false;
    for (const { text } of before.toReversed()) {
      const isInWord = inWord.test(text);
      if (hasWord && !isInWord) break;
      hasWord ||= isInWord;
      at -= text.length;
    }
    return at;
  }

  #wordAfter(): number {
    let at = this.#cursor;
    let hasWord = false;
    for (const { text } of clusters(this.#text.slice(this.#cursor))) {
      const isInWord = WORD.test(text);
      if (hasWord && !isInWord) break;
      hasWord ||= isInWord;
      at += text.length;
    }
    return at;
  }
}

const WORD = /^[\p{L}\p{N}]/u;
const NOT_BLANK = /^\S/;

function boundaries(text: string): number[] {
  const found = [0];
  let at = 0;
  for (const cluster of clusters(text)) {
    at += cluster.text.length;
    found.push(at);
  }
  return found;
}
