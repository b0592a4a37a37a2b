import { limits } from "./limits.ts";

/** The lines that were sent from one console, and the draft that waits below them. */
export class History {
  #lines: string[];
  #at: number;
  #draft = "";

  /** `lines`: what was sent before, oldest first. */
  constructor(lines: readonly string[] = []) {
    this.#lines = lines.slice(-limits.historyLinesMax);
    this.#at = this.#lines.length;
  }

  get lines(): readonly string[] {
    return this.#lines;
  }

  /** Adds a line that was sent, unless it's empty or the same as the last one, and goes below it. */
  add(line: string): void {
    if (line !== "" && line !== this.#lines.at(-1)) {
      this.#lines = [...this.#lines, line].slice(-limits.historyLinesMax);
    }
    this.#at = this.#lines.length;
    this.#draft = "";
  }

  /** The next older line, or null at the oldest. `current` is kept as the draft when it is one. */
  older(current: string): string | null {
    if (this.#at === 0) return null;
    if (this.#at === this.#lines.length) this.#draft = current;
    this.#at--;
    return this.#lines[this.#at] ?? null;
  }

  /** The next newer line, the draft after the newest, null below that. */
  newer(): string | null {
    if (this.#at === this.#lines.length) return null;
    this.#at++;
    return this.#lines[this.#at] ?? this.#draft;
  }

  /** Goes below the newest line and forgets the draft. */
  leave(): void {
    this.#at = this.#lines.length;
    this.#draft = "";
  }
}
