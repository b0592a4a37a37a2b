import type { ServerFile, ServerPart } from "../../audit/index.ts";
import { decodeText, encodeText } from "../../engine/bytes/index.ts";
import type { EditorModel, Reveal } from "../editor/index.ts";

/** How long typing rests before the files are examined again. */
const REST_MS = 300;

/** One of the server's files, as the editor sees it. */
export class EditedFile implements EditorModel {
  readonly id: string;
  readonly path: string;
  readonly part: ServerPart;
  readonly isReadOnly = false;
  #bytes: Uint8Array;
  #text: string = $state("");
  #highlightedLine: number | null = $state(null);
  #reveal: Reveal | null = $state.raw(null);
  #isUnsaved = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #onEdit: (bytes: Uint8Array) => void;

  /** `onEdit`: the text rests now. */
  constructor({ part, path, bytes }: ServerFile, onEdit: (bytes: Uint8Array) => void) {
    this.id = `audit:${path}`;
    this.part = part;
    this.path = path;
    this.#bytes = bytes;
    this.#text = decodeText(bytes);
    this.#onEdit = onEdit;
  }

  get text(): string {
    return this.#text;
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
    }, REST_MS);
  }

  flush(): void {
    clearTimeout(this.#timer);
    if (!this.#isUnsaved) return;
    this.#isUnsaved = false;
    this.#bytes = encodeText(this.#text);
    this.#onEdit(this.#bytes);
  }

  /** Shows the file as it is after a fix or an undo. */
  show({ bytes }: ServerFile): void {
    if (this.#isUnsaved || bytes === this.#bytes) return;
    this.#bytes = bytes;
    const text = decodeText(bytes);
    if (text === this.#text) return;
    this.#text = text;
    this.#highlightedLine = null;
  }

  showLine(line: number): void {
    this.#highlightedLine = line;
    this.#reveal = { line };
  }
}
