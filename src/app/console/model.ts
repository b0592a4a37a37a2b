import type { LineBuffer } from "./line-buffer.ts";

/** One thing that was said on a console. Entries never change; a console only gets more of them, or is replaced. */
export type TranscriptEntry =
  /** What a program printed, as it came: any number of lines, the last one perhaps without its newline. */
  | {
      readonly kind: "output";
      readonly text: string;
      /** Names the SMTP reply that this is, null when it is none. A reply's entry ends with a newline. */
      readonly replyId: string | null;
    }
  /** A line that was typed, without its newline, after the prompt that stood there. */
  | { readonly kind: "input"; readonly prompt: string; readonly text: string }
  /** What the page itself says, on lines of its own. */
  | { readonly kind: "notice"; readonly text: string };

/** What may stand in place of the text from `from` to the cursor. */
export interface ConsoleCompletion {
  readonly from: number;
  readonly candidates: readonly string[];
}

/**
 * One console, as its widgets see it. The widgets print `entries` and nothing else: a line that was submitted is seen
 * because the model adds an `input` entry for it, before or while `submit` returns. So a terminal, its stand-in, the text
 * log and a replayed run always show the same.
 */
export interface ConsoleModel {
  /** Whose console it is, as a person calls it ("mail"). */
  readonly host: string;
  /** A new array when it changes. Either the old entries and more, or, after undo or reset, others. */
  readonly entries: readonly TranscriptEntry[];
  /** What stands before the line of input: "" in an SMTP session, "root@mail:~# " in a shell. */
  readonly prompt: string;
  /** The line being typed and the history: one buffer for as long as the console lives. */
  readonly line: LineBuffer;
  /** Calls `listener` after each change of `entries` or `prompt`; gives what ends that. */
  subscribe(listener: () => void): () => void;
  /** A line was sent, without its newline. Its characters are those of decodeText: U+DC80 to U+DCFF stand for bytes. */
  submit(line: string): void;
  /** Ctrl-C: the line that was being typed is already gone. */
  interrupt(): void;
  /** Ctrl-D on an empty line. */
  endInput(): void;
  /** What Tab may complete; null when nothing fits. A console without it leaves Tab to move the focus. */
  readonly complete?: ((text: string, cursor: number) => ConsoleCompletion | null) | undefined;
}

/** Where a console's line is seen and typed: the terminal, or an HTML input that stands for it. */
export interface LinePlace {
  /** Shows the console's line, which somebody else has changed. */
  showLine(): void;
  /** Sends the line, as Enter does. */
  submit(): void;
}

/** What an HTML input that stands for a terminal lets others ask of it. */
export interface LineInputHandle extends LinePlace {
  /** Gives the typed text and the cursor to the console's line; whoever takes over goes on from there. */
  handOver(): { readonly hadFocus: boolean };
  /** Whether an input method is in the middle of a word. */
  isComposing(): boolean;
  /** Does what Ctrl-C or Ctrl-D does in a terminal. */
  press(key: "interrupt" | "end-input"): void;
}
