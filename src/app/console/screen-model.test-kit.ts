import { place, START } from "./cells.ts";

/**
 * A small terminal for the tests: it knows the sequences that the line editor sends, wraps as xterm does, and keeps
 * what scrolls out at the top.
 */
export class ScreenModel {
  #lines: string[][] = [[]];
  #row = 0;
  #column = 0;
  #placement = START;
  /** May change while the line is off the screen; finished lines then stay as they are. */
  columns: number;
  readonly #rows: number;

  constructor({ columns, rows }: { readonly columns: number; readonly rows: number }) {
    this.columns = columns;
    this.#rows = rows;
  }

  /** All lines, the scrolled-out ones first, without the blanks at their ends. */
  get text(): string[] {
    const lines = this.#lines.map((line) =>
      Array.from({ length: line.length }, (_none, at) => line[at] ?? " ")
        .join("")
        .trimEnd(),
    );
    while (lines.length > 1 && lines.at(-1) === "") lines.pop();
    return lines;
  }

  /** Counted from the top of all lines. */
  get cursor(): { row: number; column: number } {
    return { row: this.#row, column: Math.min(this.#column, this.columns) };
  }

  write(output: string): void {
    let rest = output;
    while (rest !== "") {
      // eslint-disable-next-line no-control-regex -- ECMA-48 control sequences
      const sequence = /^\u001b\[([0-9;]*)([A-Za-z])/.exec(rest);
      if (sequence !== null) {
        this.#control(sequence[2] ?? "", Number(sequence[1] ?? "") || 0);
        rest = rest.slice(sequence[0].length);
        continue;
      }
      const character = String.fromCodePoint(rest.codePointAt(0) ?? 0);
      rest = rest.slice(character.length);
      if (character === "\r") this.#column = 0;
      else if (character === "\n") this.#down();
      else if (character < " ") throw new Error(`unexpected control ${JSON.stringify(character)}`);
      else {
        this.#put(character);
        continue;
      }
      this.#placement = START;
    }
  }

  #put(character: string): void {
    const before = this.#placement;
    const next = place(character.codePointAt(0) ?? 0, before);
    this.#placement = next;
    const oldWidth = next.joins ? before.width : 0;
    if (this.#column + next.width - oldWidth > this.columns) {
      const moved = next.joins ? (this.#line()[this.#column - oldWidth] ?? "") : "";
      if (next.joins) this.#line().length = this.#column - oldWidth;
      this.#down();
      this.#column = 0;
      if (next.joins) {
        this.#line()[0] = moved;
        this.#column = oldWidth;
      }
    }
    const line = this.#line();
    if (next.joins) {
      const at = this.#column - oldWidth;
      line[at] = (line[at] ?? "") + character;
      this.#column = at + next.width;
      if (next.width === 2) line[at + 1] = "";
      return;
    }
    line[this.#column] = character;
    if (next.width === 2) line[this.#column + 1] = "";
    this.#column += next.width;
  }

  #control(final: string, count: number): void {
    this.#placement = START;
    const top = Math.max(0, this.#lines.length - this.#rows);
    switch (final) {
      case "A":
        this.#row = Math.max(top, this.#row - Math.max(1, count));
        this.#column = Math.min(this.#column, this.columns - 1);
        return;
      case "C":
        this.#column = Math.min(this.columns - 1, this.#column + Math.max(1, count));
        return;
      case "K":
        this.#line().length = Math.min(this.#line().length, this.#column);
        return;
      case "J":
        if (count === 2) for (const line of this.#lines.slice(top)) line.length = 0;
        else {
          this.#line().length = Math.min(this.#line().length, this.#column);
          for (const line of this.#lines.slice(this.#row + 1)) line.length = 0;
        }
        return;
      case "H":
        this.#row = top;
        this.#column = 0;
        return;
      case "m":
        return;
      default:
        throw new Error(`unexpected sequence ending in ${final}`);
    }
  }

  #down(): void {
    this.#row++;
    while (this.#lines.length <= this.#row) this.#lines.push([]);
  }

  #line(): string[] {
    const line = this.#lines[this.#row];
    if (line === undefined) throw new Error(`no row ${this.#row}`);
    return line;
  }
}
