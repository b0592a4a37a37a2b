import { FitAddon } from "@xterm/addon-fit";
import { Terminal, type IDecoration, type IMarker, type ITheme } from "@xterm/xterm";
import "@xterm/xterm/css/xterm.css";
import { readPalette, watchPalette, type Palette } from "../palette/index.ts";
import { place, START, type Placement, type PlacementState } from "./cells.ts";
import { entrySegments, promptSegments } from "./colours.ts";
import { completeLine, takesTab } from "./completion.ts";
import { limits } from "./limits.ts";
import { LineEditor, type LineEvent } from "./line-editor.ts";
import type { ConsoleModel, TranscriptEntry } from "./model.ts";
import { newEntries } from "./transcript.ts";

export interface TerminalOptions {
  /** The id of an element that describes the console. */
  readonly describedBy: string;
  readonly onReplyFocus: (id: string) => void;
  /** Several completions are possible: tell the person who can't see the terminal. */
  readonly onCandidates: (candidates: readonly string[]) => void;
}

/** An xterm that shows one console and types into it. Dispose it when its element goes. */
export class TerminalView {
  readonly #terminal: Terminal;
  readonly #model: ConsoleModel;
  readonly #options: TerminalOptions;
  readonly #editor: LineEditor;
  readonly #element: HTMLElement;
  readonly #endings: (() => void)[] = [];
  #shown: readonly TranscriptEntry[] = [];
  #replies: ShownReply[] = [];
  #focusedReply: string | null = null;
  #decoration: IDecoration | null = null;
  #hasEscaped = false;

  /** `element` must be in the page and have a size. */
  constructor(element: HTMLElement, model: ConsoleModel, options: TerminalOptions) {
    this.#element = element;
    this.#model = model;
    this.#options = options;
    this.#terminal = new Terminal({
      allowProposedApi: true,
      scrollback: limits.scrollbackLinesMax,
      scrollOnEraseInDisplay: true,
      minimumContrastRatio: 4.5,
      cursorBlink: false,
      macOptionIsMeta: true,
      ...appearance(readPalette(element)),
    });
    this.#open();
    this.#editor = new LineEditor(model.line, this.#size(), {
      write: (output) => this.#terminal.write(output),
      handle: (event) => this.#handle(event),
    });
    // Bracketed paste: pasted characters come marked, so none of them acts as a key.
    this.#terminal.write("\u001b[?2004h");
    this.#listen();
    this.#sync();
  }

  focus(): void {
    this.#terminal.focus();
  }

  /** Marks a reply and scrolls it into view; null marks none. */
  focusReply(id: string | null): void {
    if (id === this.#focusedReply) return;
    this.#focusedReply = id;
    this.#terminal.write("", () => this.#markReply());
  }

  dispose(): void {
    for (const end of this.#endings) end();
    this.#terminal.dispose();
  }

  #open(): void {
    const terminal = this.#terminal;
    const fit = new FitAddon();
    terminal.loadAddon(fit);
    terminal.unicode.register(UNICODE);
    terminal.unicode.activeVersion = UNICODE.version;
    terminal.open(this.#element);
    if (this.#element.clientWidth > 0) fit.fit();
    terminal.textarea?.setAttribute("aria-label", `Console: ${this.#model.host}`);
    terminal.textarea?.setAttribute("aria-describedby", this.#options.describedBy);
    const refit = new ResizeObserver(() => this.#fit(fit));
    refit.observe(this.#element);
    this.#endings.push(() => refit.disconnect());
    // A font that loads later has other cells.
    void document.fonts.ready.then(() => this.#fit(fit));
  }

  #listen(): void {
    const terminal = this.#terminal;
    const forget = () => this.#editor.forgetPendingKeys();
    this.#endings.push(
      this.#model.subscribe(() => this.#sync()),
      watchPalette(() => {
        Object.assign(terminal.options, appearance(readPalette(this.#element)));
        this.#markReply();
      }),
    );
    terminal.onData((data) => this.#editor.feed(data));
    terminal.textarea?.addEventListener("blur", forget);
    terminal.attachCustomKeyEventHandler((event) => this.#isForTerminal(event));
    terminal.registerLinkProvider({
      provideLinks: (row, callback) => {
        const reply = this.#replies.find((shown) => shown.start.line < row && row <= shown.end.line);
        callback(reply && [this.#link(reply)]);
      },
    });
  }

  // False leaves a key to the browser.
  #isForTerminal(event: KeyboardEvent): boolean {
    if (event.type !== "keydown") return true;
    if (event.key === "Tab") {
      return !event.shiftKey && !event.ctrlKey && !event.altKey && !this.#hasEscaped && takesTab(this.#model);
    }
    this.#hasEscaped = event.key === "Escape";
    const letter = event.ctrlKey && !event.altKey && !event.metaKey ? event.key.toLowerCase() : "";
    return letter !== "v" && !(letter === "c" && (event.shiftKey || this.#terminal.hasSelection()));
  }

  #handle(event: LineEvent): void {
    switch (event.kind) {
      case "submit":
        this.#terminal.scrollToBottom();
        return this.#model.submit(event.line);
      case "interrupt":
        return this.#model.interrupt();
      case "end-input":
        return this.#model.endInput();
      case "clear":
        return;
      case "complete":
        return this.#complete();
      default:
        return event satisfies never;
    }
  }

  #complete(): void {
    const candidates = completeLine(this.#model);
    if (candidates.length === 0) return;
    const listed = candidates.slice(0, limits.listedCandidatesMax);
    const text = [...listed, ...(listed.length < candidates.length ? ["..."] : [])].join("  ");
    for (const segment of entrySegments({ kind: "notice", text })) this.#editor.print([segment]);
    this.#options.onCandidates(candidates);
  }

  #sync(): void {
    let added = newEntries(this.#shown, this.#model.entries);
    if (added === null) {
      this.#clear();
      added = this.#model.entries.slice(-limits.scrollbackLinesMax);
    }
    this.#shown = this.#model.entries;
    for (const entry of added) this.#print(entry);
    this.#editor.setPrompt(promptSegments(this.#model.prompt));
    this.#editor.show();
  }

  #clear(): void {
    this.#editor.hide();
    this.#editor.forgetDrawing();
    for (const reply of this.#replies) reply.dispose();
    this.#replies = [];
    this.#terminal.write("\u001b[H\u001b[2J\u001b[3J");
  }

  #print(entry: TranscriptEntry): void {
    if (entry.kind === "notice") this.#editor.finishLine();
    if (entry.kind !== "output" || entry.replyId === null) return this.#editor.print(entrySegments(entry));
    const id = entry.replyId;
    this.#editor.hide();
    let start: IMarker | undefined;
    this.#terminal.write("", () => {
      start = this.#terminal.registerMarker(0);
    });
    this.#editor.print(entrySegments(entry));
    this.#terminal.write("", () => {
      const end = this.#terminal.registerMarker(0);
      if (start !== undefined) this.#replies.push(new ShownReply(id, start, end));
      this.#replies = this.#replies.filter((reply) => !reply.isGone);
    });
  }

  #link(reply: ShownReply) {
    return {
      range: { start: { x: 1, y: reply.start.line + 1 }, end: { x: this.#terminal.cols, y: reply.end.line } },
      text: reply.id,
      decorations: { pointerCursor: true, underline: false },
      activate: () => this.#options.onReplyFocus(reply.id),
    };
  }

  #markReply(): void {
    this.#decoration?.dispose();
    this.#decoration = null;
    const reply = this.#replies.findLast((shown) => shown.id === this.#focusedReply);
    if (reply === undefined) return;
    const { start, end } = reply;
    const buffer = this.#terminal.buffer.active;
    const isSeen = start.line >= buffer.viewportY && end.line <= buffer.viewportY + this.#terminal.rows;
    if (!isSeen) this.#terminal.scrollToLine(Math.max(0, start.line - 2));
    const { accent } = readPalette(this.#element);
    this.#decoration =
      this.#terminal.registerDecoration({
        marker: start,
        width: this.#terminal.cols,
        height: Math.max(1, end.line - start.line),
      }) ?? null;
    this.#decoration?.onRender((mark) => {
      mark.style.background = `${accent}26`;
      mark.style.boxShadow = `-3px 0 ${accent}`;
    });
  }

  #size() {
    return { columns: this.#terminal.cols, rows: this.#terminal.rows };
  }

  // The line is off the screen while the size changes, so the terminal only has finished lines to wrap anew.
  #fit(fit: FitAddon): void {
    const isInHiddenTab = this.#element.clientWidth === 0;
    if (isInHiddenTab) return;
    const wanted = fit.proposeDimensions();
    if (wanted === undefined || !(wanted.cols > 1) || !(wanted.rows > 0)) return;
    if (wanted.cols === this.#terminal.cols && wanted.rows === this.#terminal.rows) return;
    this.#editor.hide();
    this.#terminal.write("", () => {
      if (!this.#editor.isHidden) return this.#fit(fit);
      this.#terminal.resize(wanted.cols, wanted.rows);
      this.#editor.resize(this.#size());
      this.#editor.show();
      this.#terminal.write("", () => this.#markReply());
    });
  }
}

/** A reply on the screen: it takes the rows from `start` to before `end`. */
class ShownReply {
  readonly id: string;
  readonly start: IMarker;
  readonly end: IMarker;

  constructor(id: string, start: IMarker, end: IMarker) {
    this.id = id;
    this.start = start;
    this.end = end;
  }

  get isGone(): boolean {
    return this.start.isDisposed;
  }

  dispose(): void {
    this.start.dispose();
    this.end.dispose();
  }
}

const STATES: readonly PlacementState[] = ["start", "other", "picture", "picture-joiner", "flag-half"];

// xterm packs a placement into a number: bit 0 joins, bits 1 and 2 the width, the rest is ours.
const UNICODE = {
  version: "console",
  wcwidth: (code: number): 0 | 1 | 2 => (code === 0 ? 0 : place(code, START).width),
  charProperties: (code: number, preceding: number): number => {
    const before: Placement = {
      state: STATES[preceding >> 3] ?? "start",
      width: ((preceding >> 1) & 3) === 2 ? 2 : 1,
      joins: false,
    };
    const { state, width, joins } = place(code, preceding === 0 ? START : before);
    return (STATES.indexOf(state) << 3) | (width << 1) | (joins ? 1 : 0);
  },
};

function appearance(palette: Palette) {
  const theme: ITheme = {
    background: palette.background,
    foreground: palette.text,
    cursor: palette.text,
    cursorAccent: palette.background,
    selectionBackground: `${palette.accent}55`,
    black: palette.text,
    red: palette.bad,
    green: palette.ok,
    yellow: palette.warn,
    blue: palette.accent,
    magenta: palette.accent,
    cyan: palette.accent,
    white: palette.text,
    brightBlack: palette.muted,
  };
  return { theme, fontFamily: palette.monoFont, fontSize: palette.fontPixels };
}
