import type { TranscriptEntry } from "./model.ts";

/** Entries, a prompt, and who wants to hear of changes: the store that a {@link ConsoleModel} is made of. */
export class Transcript {
  #entries: readonly TranscriptEntry[] = [];
  #prompt = "";
  readonly #listeners = new Set<() => void>();

  get entries(): readonly TranscriptEntry[] {
    return this.#entries;
  }

  get prompt(): string {
    return this.#prompt;
  }

  /** Adds entries, and changes the prompt when one is given. */
  append(entries: readonly TranscriptEntry[], prompt: string = this.#prompt): void {
    this.replace([...this.#entries, ...entries], prompt);
  }

  /** Puts other entries in place of all, as undo does. */
  replace(entries: readonly TranscriptEntry[], prompt: string): void {
    this.#entries = entries;
    this.#prompt = prompt;
    for (const listener of [...this.#listeners]) listener();
  }

  /** Calls `listener` after each change; gives what ends that. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

/** The entries that come after those which are `shown`; null when the screen has to be printed anew. */
export function newEntries(
  shown: readonly TranscriptEntry[],
  entries: readonly TranscriptEntry[],
): readonly TranscriptEntry[] | null {
  if (entries.length < shown.length) return null;
  return shown.every((entry, index) => isSame(entry, entries[index])) ? entries.slice(shown.length) : null;
}

// A replayed run makes its entries anew, and they are the same to a reader.
function isSame(entry: TranscriptEntry, other: TranscriptEntry | undefined): boolean {
  if (entry === other) return true;
  if (other === undefined || entry.kind !== other.kind || entry.text !== other.text) return false;
  if (entry.kind === "input") return other.kind === "input" && entry.prompt === other.prompt;
  return entry.kind !== "output" || (other.kind === "output" && entry.replyId === other.replyId);
}
