import {
  LineBuffer,
  Transcript,
  type ConsoleCompletion,
  type ConsoleModel,
  type TranscriptEntry,
} from "../console/index.ts";
import { decodeText } from "../../engine/bytes/index.ts";
import { replyKey } from "./reply-key.ts";
import type { Notice } from "./runaway-notices.ts";
import type { Action, ConsoleEntry, ConsoleState } from "../../world/index.ts";

/** One host's console of a run, as the console's widgets see it. */
export class ConsoleView implements ConsoleModel {
  readonly host: string;
  readonly line = new LineBuffer();
  readonly #transcript = new Transcript();
  readonly #act: (action: Action) => void;
  readonly #isAtPrompt: () => boolean;
  readonly #complete: (text: string, cursor: number) => ConsoleCompletion | null;
  readonly #made = new WeakMap<ConsoleEntry, TranscriptEntry>();

  constructor(
    host: string,
    options: {
      readonly act: (action: Action) => void;
      readonly isAtPrompt: () => boolean;
      readonly complete: (text: string, cursor: number) => ConsoleCompletion | null;
    },
  ) {
    this.host = host;
    this.#act = options.act;
    this.#isAtPrompt = options.isAtPrompt;
    this.#complete = options.complete;
  }

  get entries(): readonly TranscriptEntry[] {
    return this.#transcript.entries;
  }

  get prompt(): string {
    return this.#transcript.prompt;
  }

  subscribe(listener: () => void): () => void {
    return this.#transcript.subscribe(listener);
  }

  submit(line: string): void {
    this.#act(
      this.#isAtPrompt() ? { shell: { host: this.host, line } } : { type: { host: this.host, line } },
    );
  }

  complete(text: string, cursor: number): ConsoleCompletion | null {
    return this.#isAtPrompt() ? this.#complete(text, cursor) : null;
  }

  interrupt(): void {
    this.#act({ key: { host: this.host, key: "C-c" } });
  }

  endInput(): void {
    this.#act({ key: { host: this.host, key: "C-d" } });
  }

  /** Shows the console as the world has it now, with the page's own notices at its end. */
  show(state: ConsoleState, notices: readonly Notice[]): void {
    const entries = state.entries.map((entry) => this.#entryOf(entry));
    if (state.openLine.length > 0)
      entries.push({ kind: "output", text: decodeText(state.openLine), replyId: null });
    for (const { text } of notices) entries.push({ kind: "notice", text });
    this.#transcript.replace(entries, state.prompt ?? "");
  }

  // The same entry of the world is always the same entry here, so that widgets print only what is new.
  #entryOf(entry: ConsoleEntry): TranscriptEntry {
    const made = this.#made.get(entry);
    if (made !== undefined) return made;
    const fresh: TranscriptEntry =
      entry.kind === "input"
        ? entry
        : {
            kind: "output",
            text: `${entry.text}\n`,
            replyId: entry.reply === null ? null : replyKey(entry.reply),
          };
    this.#made.set(entry, fresh);
    return fresh;
  }
}
