import { KeyDecoder, type Key } from "./keys.ts";
import { clusterCount, layOut, type Layout, type Segment } from "./layout.ts";
import type { LineBuffer } from "./line-buffer.ts";
import { visibleInLine } from "./visible.ts";

/** What came of the person's keys, in order. The line is already gone from the screen when `submit` is told. */
export type LineEvent =
  | { readonly kind: "submit"; readonly line: string }
  | { readonly kind: "interrupt" | "end-input" | "clear" | "complete" };

/** What the editor acts on. `handle` may call the editor again: {@link LineEditor.print} and the others. */
export interface LineEditorHost {
  /** Sends characters and escape sequences to the terminal. */
  write(output: string): void;
  handle(event: LineEvent): void;
}

/** What the terminal can show, in cells. */
export interface ScreenSize {
  readonly columns: number;
  readonly rows: number;
}

/**
 * The line of input at the end of a console: it reads keys, keeps a {@link LineBuffer}, and draws the last unfinished
 * line of output, the prompt and the buffer below what was printed, wrapped at any width. It knows no DOM: what it writes
 * is meant for a terminal whose cell widths are those of cells.ts.
 *
 * A line that needs more rows than the screen has is shown in part, around the cursor.
 */
export class LineEditor {
  readonly buffer: LineBuffer;
  readonly #host: LineEditorHost;
  readonly #keys = new KeyDecoder();
  #size: ScreenSize;
  #prompt: readonly Segment[] = [];
  #unfinished: readonly Segment[] = [];
  #firstRow = 0;
  /** Rows from the top of what is drawn to the terminal's cursor; null when nothing is drawn. */
  #drawnRow: number | null = null;

  constructor(buffer: LineBuffer, size: ScreenSize, host: LineEditorHost) {
    this.buffer = buffer;
    this.#size = clampSize(size);
    this.#host = host;
  }

  /** Takes what the terminal sent: typed characters, escape sequences, pastes, cut anywhere. Never fails. */
  feed(data: string): void {
    for (const key of this.#keys.decode(data)) this.#press(key);
    this.show();
  }

  /** Forgets a half-typed escape sequence, as when the focus leaves. */
  forgetPendingKeys(): void {
    this.#keys.forgetPending();
  }

  /** Prints output above the line. A last line without newline stays and the prompt follows it. */
  print(segments: readonly Segment[]): void {
    this.hide();
    const { finished, unfinished } = cutAtLastNewline([...this.#unfinished, ...segments]);
    this.#unfinished = unfinished;
    if (finished.length > 0) this.#host.write(finished.map(styled).join("") + "\r\n");
  }

  /** What stands before the line; `[]` for none. Drawn by the next {@link show}. */
  setPrompt(prompt: readonly Segment[]): void {
    this.hide();
    this.#prompt = prompt;
  }

  /** Ends an unfinished line of output, so that what is printed next starts on a line of its own. */
  finishLine(): void {
    if (this.#unfinished.length > 0) this.print([{ text: "\n", style: "" }]);
  }

  /** The terminal has another size from now on. Call {@link hide} before it changes, {@link show} after. */
  resize(size: ScreenSize): void {
    this.hide();
    this.#size = clampSize(size);
    this.#firstRow = 0;
  }

  get isHidden(): boolean {
    return this.#drawnRow === null;
  }

  /** Sends the line, as Enter does. Call {@link show} after. */
  submit(): void {
    this.#tell({ kind: "submit", line: this.buffer.submit() });
  }

  /** Takes the line off the screen; the terminal's cursor is then where output goes. */
  hide(): void {
    if (this.#drawnRow === null) return;
    this.#host.write(`${up(this.#drawnRow)}\r\u001b[J`);
    this.#drawnRow = null;
  }

  /** Forgets what is drawn, since somebody else has cleared the screen. */
  forgetDrawing(): void {
    this.#drawnRow = null;
    this.#unfinished = [];
  }

  /** Draws the line, or draws it anew. */
  show(): void {
    const before = visibleInLine(this.buffer.text.slice(0, this.buffer.cursor));
    const head = [...this.#unfinished, ...this.#prompt];
    const line: Segment = { text: visibleInLine(this.buffer.text), style: INPUT_STYLE };
    const layout = layOut([...head, line], this.#size.columns);
    const headClusters = head.reduce((sum, segment) => sum + clusterCount(segment.text), 0);
    this.#draw(layout, headClusters + clusterCount(before));
  }

  #draw(layout: Layout, cursorCluster: number): void {
    const cursor = layout.placeOf(cursorCluster);
    const height = this.#size.rows;
    this.#firstRow = Math.min(this.#firstRow, cursor.row, Math.max(0, layout.rows.length - height));
    if (cursor.row >= this.#firstRow + height) this.#firstRow = cursor.row - height + 1;
    const rows = layout.rows.slice(this.#firstRow, this.#firstRow + height);
    const last = rows.length - 1;
    const row = cursor.row - this.#firstRow;
    // A row that is full leaves the terminal's cursor waiting at the edge; a blank makes it wrap.
    const wrap = last > 0 && rows[last] === "" ? " \r\u001b[K" : "";
    this.hide();
    this.#host.write(`${rows.join("")}${wrap}${up(last - row)}\r${right(cursor.column)}`);
    this.#drawnRow = row;
  }

  #press(key: Key): void {
    switch (key.kind) {
      case "text":
        return this.buffer.insert(key.text);
      case "paste":
        return this.#paste(key.text);
      case "edit":
        return this.buffer.apply(key.command);
      case "enter":
        return this.submit();
      case "interrupt":
        this.buffer.abandon();
        return this.#tell({ kind: "interrupt" });
      case "end-input":
        // As the terminal driver has it, end of input is only told on an empty line; otherwise the key deletes.
        if (this.buffer.text === "") return this.#tell({ kind: "end-input" });
        return this.buffer.apply("erase-right");
      case "clear":
        this.hide();
        this.#host.write("\u001b[2J\u001b[H");
        return this.#tell({ kind: "clear" });
      case "complete":
        return this.#tell({ kind: "complete" });
      default:
        return key satisfies never;
    }
  }

  #paste(text: string): void {
    const lines = text.split(/\r\n|\r|\n/);
    lines.forEach((line, index) => {
      if (line !== "") this.buffer.insert(line);
      if (index < lines.length - 1) this.submit();
    });
  }

  #tell(event: LineEvent): void {
    this.hide();
    this.#host.handle(event);
  }
}

// What is typed and not yet sent: bold, so that it differs from all that the server says.
const INPUT_STYLE = "1";

function clampSize({ columns, rows }: ScreenSize): ScreenSize {
  return { columns: Math.max(2, columns), rows: Math.max(1, rows) };
}

function up(rows: number): string {
  return rows > 0 ? `\u001b[${rows}A` : "";
}

function right(columns: number): string {
  return columns > 0 ? `\u001b[${columns}C` : "";
}

function styled({ text, style }: Segment): string {
  const lines = text.replaceAll("\n", "\r\n");
  return style === "" ? lines : `\u001b[${style}m${lines}\u001b[0m`;
}

function cutAtLastNewline(segments: readonly Segment[]): { finished: Segment[]; unfinished: Segment[] } {
  const at = segments.findLastIndex((segment) => segment.text.includes("\n"));
  const segment = segments[at];
  if (segment === undefined) return { finished: [], unfinished: [...segments] };
  const newline = segment.text.lastIndexOf("\n");
  const rest = segment.text.slice(newline + 1);
  return {
    finished: [...segments.slice(0, at), { ...segment, text: segment.text.slice(0, newline) }],
    unfinished: [...(rest === "" ? [] : [{ ...segment, text: rest }]), ...segments.slice(at + 1)],
  };
}
