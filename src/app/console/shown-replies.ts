import type { IDecoration, ILink, IMarker, Terminal } from "@xterm/xterm";
import "./reply-mark.css";

/** The SMTP replies on a terminal's screen: a click chooses one, and the one that the page tells about is marked. */
export class ShownReplies {
  readonly #terminal: Terminal;
  #replies: ShownReply[] = [];
  #focused: string | null = null;
  #mark: IDecoration | null = null;

  constructor(terminal: Terminal, onChoose: (id: string) => void) {
    this.#terminal = terminal;
    terminal.registerLinkProvider({
      provideLinks: (row, callback) => {
        const reply = this.#replies.find((shown) => shown.start.line < row && row <= shown.end.line);
        callback(reply && [this.#link(reply, onChoose)]);
      },
    });
  }

  /** Adds the reply that `print` writes; its text must start and end at the start of a row. */
  add(id: string, print: () => void): void {
    let start: IMarker | undefined;
    this.#terminal.write("", () => {
      start = this.#terminal.registerMarker(0);
    });
    print();
    this.#terminal.write("", () => {
      const end = this.#terminal.registerMarker(0);
      if (start !== undefined) this.#replies.push({ id, start, end });
      this.#replies = this.#replies.filter((reply) => !reply.start.isDisposed);
      if (id === this.#focused) this.drawMark();
    });
  }

  /** Marks a reply; null marks none. What is in view stays: the prompt, most often. */
  focus(id: string | null): void {
    if (id === this.#focused) return;
    this.#focused = id;
    this.#terminal.write("", () => this.drawMark());
  }

  /** Scrolls a reply into view, since somebody has chosen it elsewhere than on the screen. */
  reveal(id: string): void {
    this.#terminal.write("", () => {
      const reply = this.#reply(id);
      if (reply === undefined) return;
      const { viewportY } = this.#terminal.buffer.active;
      const isSeen = reply.start.line >= viewportY && reply.end.line <= viewportY + this.#terminal.rows;
      if (!isSeen) this.#terminal.scrollToLine(Math.max(0, reply.start.line - 2));
    });
  }

  /** Draws the mark anew, as when the rows have moved or changed their width. */
  drawMark(): void {
    this.#mark?.dispose();
    this.#mark = null;
    const reply = this.#reply(this.#focused);
    if (reply === undefined) return;
    this.#mark =
      this.#terminal.registerDecoration({
        marker: reply.start,
        width: this.#terminal.cols,
        height: Math.max(1, reply.end.line - reply.start.line),
      }) ?? null;
    this.#mark?.onRender((element) => element.classList.add("reply-mark"));
  }

  /** Forgets all replies, since the screen was cleared. */
  clear(): void {
    for (const { start, end } of this.#replies) {
      start.dispose();
      end.dispose();
    }
    this.#replies = [];
  }

  #reply(wanted: string | null): ShownReply | undefined {
    return this.#replies.findLast(({ id }) => id === wanted);
  }

  #link(reply: ShownReply, onChoose: (id: string) => void): ILink {
    return {
      range: { start: { x: 1, y: reply.start.line + 1 }, end: { x: this.#terminal.cols, y: reply.end.line } },
      text: reply.id,
      decorations: { pointerCursor: true, underline: false },
      activate: () => onChoose(reply.id),
    };
  }
}

/** A reply takes the rows from `start` to before `end`. */
interface ShownReply {
  readonly id: string;
  readonly start: IMarker;
  readonly end: IMarker;
}
