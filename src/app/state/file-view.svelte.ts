import type { EditorModel, Reveal } from "../editor/index.ts";

/** How long typing rests before it becomes an action, so that a word is one action and not one for each letter. */
const restMilliseconds = 300;

/** One file of a run, as the editor sees it. */
export class FileView implements EditorModel {
  readonly id: string;
  readonly host: string;
  readonly path: string;
  readonly isReadOnly = false;
  #text = $state("");
  #isThere = $state(true);
  #highlightedLine: number | null = $state(null);
  #reveal: Reveal | null = $state.raw(null);
  #isUnsaved = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #onEdit: (text: string) => void;

  constructor(options: {
    readonly host: string;
    readonly path: string;
    /** The text rests now; it's to be written to the simulated disk. */
    readonly onEdit: (text: string) => void;
  }) {
    this.host = options.host;
    this.path = options.path;
    this.id = `${options.host}:${options.path}`;
    this.#onEdit = options.onEdit;
  }

  get text(): string {
    return this.#text;
  }

  /** Whether the file is on the simulated disk; an empty editor stands for one that isn't. */
  get isThere(): boolean {
    return this.#isThere;
  }

  get highlightedLine(): number | null {
    return this.#highlightedLine;
  }

  get reveal(): Reveal | null {
    return this.#reveal;
  }

  edit(text: string): void {
    this.#text = text;
    this.#isUnsaved = true;
    this.#highlightedLine = null;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.flush();
    }, restMilliseconds);
  }

  /** Writes what was typed, if it isn't written yet. */
  flush(): void {
    clearTimeout(this.#timer);
    if (!this.#isUnsaved) return;
    this.#isUnsaved = false;
    this.#onEdit(this.#text);
  }

  /** Shows the file as the world has it; null if it isn't there. */
  show(text: string | null): void {
    if (this.#isUnsaved) return;
    this.#isThere = text !== null;
    if (this.#text !== (text ?? "")) this.#highlightedLine = null;
    this.#text = text ?? "";
  }

  showLine(line: number): void {
    this.#highlightedLine = line;
    this.#reveal = { line };
  }
}
