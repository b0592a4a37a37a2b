import { FitAddon } from "@xterm/addon-fit";
import { Terminal } from "@xterm/xterm";
import "@xterm/xterm/css/xterm.css";
import { readPalette, watchPalette } from "../palette/index.ts";
import { entrySegments, promptSegments } from "./colours.ts";
import { completeLine, takesTab } from "./completion.ts";
import { limits } from "./limits.ts";
import { LineEditor, type LineEvent } from "./line-editor.ts";
import type { ConsoleModel, TranscriptEntry } from "./model.ts";
import { ShownReplies } from "./shown-replies.ts";
import { newEntries } from "./transcript.ts";
import { wrapWords } from "./wrap-words.ts";
import { appearance, UNICODE } from "./xterm-settings.ts";

export interface TerminalOptions {
  /** The accessible name of what is typed into. */
  readonly label: string;
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
  readonly #replies: ShownReplies;
  readonly #endings: (() => void)[] = [];
  #shown: readonly TranscriptEntry[] = [];
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
      cursorInactiveStyle: "outline",
      macOptionIsMeta: true,
      ...appearance(readPalette(element)),
    });
    this.#open();
    this.#replies = new ShownReplies(this.#terminal, options.onReplyFocus);
    this.#editor = new LineEditor(model.line, this.#size(), {
      write: (output) => this.#terminal.write(output),
      handle: (event) => this.#handle(event),
    });
    // Bracketed paste: pasted characters come marked, so none of them acts as a key.
    this.#terminal.write("\u001b[?2004h");
    // xterm 6.0 shows no cursor before the first focus, unless a screen buffer is asked for: here the one that it's in.
    this.#terminal.write("\u001b[?47l");
    this.#listen();
    this.#sync();
  }

  focus(): void {
    this.#terminal.focus();
  }

  /** Marks a reply; null marks none. */
  focusReply(id: string | null): void {
    this.#replies.focus(id);
  }

  /** Scrolls a reply into view. */
  revealReply(id: string): void {
    this.#replies.reveal(id);
  }

  /** Names what is typed into. */
  setLabel(label: string): void {
    this.#terminal.textarea?.setAttribute("aria-label", label);
  }

  /** Draws the model's line, which somebody else has changed. */
  showLine(): void {
    this.#editor.show();
    this.#terminal.scrollToBottom();
  }

  /** Sends the model's line, as Enter does. */
  submit(): void {
    this.#editor.submit();
    this.#editor.show();
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
    this.setLabel(this.#options.label);
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
      }),
    );
    terminal.onData((data) => this.#editor.feed(data));
    terminal.textarea?.addEventListener("blur", forget);
    terminal.attachCustomKeyEventHandler((event) => this.#isForTerminal(event));
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
    this.#printNotice({ kind: "notice", text });
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
    this.#replies.clear();
    this.#terminal.write("\u001b[H\u001b[2J\u001b[3J");
  }

  #print(entry: TranscriptEntry): void {
    if (entry.kind === "notice") return this.#printNotice(entry);
    const segments = entrySegments(entry);
    if (entry.kind === "input" || entry.replyId === null) return this.#editor.print(segments);
    this.#editor.hide();
    this.#replies.add(entry.replyId, () => this.#editor.print(segments));
  }

  #printNotice(notice: TranscriptEntry): void {
    this.#editor.finishLine();
    const { columns } = this.#size();
    this.#editor.print(
      entrySegments(notice).map(({ text, style }) => ({ text: wrapWords(text, columns), style })),
    );
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
      this.#terminal.write("", () => this.#replies.drawMark());
    });
  }
}
