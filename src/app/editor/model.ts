import type { Diagnostic } from "../../languages/index.ts";

/** A wish to see a line. Each wish is a new object, so the same line can be wished for again. */
export interface Reveal {
  readonly line: number;
}

/** One open file, as the editor sees it. Lines count from 1 and end at LF. */
export interface EditorModel {
  /** Differs from that of every other open file: host and path. Undo is kept by it. */
  readonly id: string;
  /** The path on its host; it names the editor and chooses the language. */
  readonly path: string;
  /** What decodeText makes of the file's bytes: the editor keeps every character of it that isn't edited. */
  readonly text: string;
  readonly isReadOnly: boolean;
  /** The line that the page tells about; null for none. */
  readonly highlightedLine: number | null;
  /** The line to scroll to; null for none so far. */
  readonly reveal: Reveal | null;
  /** What the page adds to the language's own diagnostics. */
  readonly remarks?: readonly Diagnostic[] | undefined;
  /** The person changed the text; `text` is the whole of it, and {@link EditorModel.text} from now on. */
  edit(text: string): void;
  /** The person went to another line; left out by a page that does nothing with it. */
  focusLine?(line: number): void;
}

/** What the plain editor lets the one that takes over ask of it. */
export interface PlainEditorHandle {
  /** The selection as offsets into the editor text, pixels scrolled, and whether it's typed into now. */
  state(): {
    readonly selection: { readonly start: number; readonly end: number };
    readonly scrollTop: number;
    readonly hasFocus: boolean;
  };
  /** Whether an input method is in the middle of a word. */
  isComposing(): boolean;
  /** Puts the cursor at a place of the file and the focus into the text. */
  goTo(place: { readonly line: number; readonly column: number }): void;
}
