import { bytesOf, decodeText, encodeByteString } from "../../engine/bytes/index.ts";
import { readFile, type World } from "../../world/index.ts";
import { FileView } from "./file-view.svelte.ts";

interface Place {
  readonly host: string;
  readonly path: string;
}

/** The files of a run that have a tab: those that its lesson lists, then those that were opened from consoles. */
export class OpenFiles {
  readonly #listedCount: number;
  readonly #onEdit: (place: Place, text: string) => void;
  #onOpened: () => void = () => undefined;
  #all: readonly FileView[] = $state.raw([]);
  #inFront: FileView | null = $state.raw(null);

  constructor(listed: readonly Place[], onEdit: (place: Place, text: string) => void) {
    this.#listedCount = listed.length;
    this.#onEdit = onEdit;
    this.#all = listed.map((place) => this.#viewOf(place));
    this.#inFront = this.#all[0] ?? null;
  }

  get all(): readonly FileView[] {
    return this.#all;
  }

  get inFront(): FileView | null {
    return this.#inFront;
  }

  bring(file: FileView): void {
    this.#inFront = file;
  }

  /** Calls `listener` whenever a file is opened from a console. Gives what ends that. */
  whenOpened(listener: () => void): () => void {
    this.#onOpened = listener;
    return () => {
      this.#onOpened = () => undefined;
    };
  }

  find({ host, path }: Place): FileView | null {
    return this.#all.find((file) => file.host === host && file.path === path) ?? null;
  }

  /** Brings the file to the front that a console has opened last, at its line. */
  bringLast({ opened }: World): void {
    const last = opened.at(-1);
    const file = last === undefined ? null : this.find(placeOf(last));
    if (file === null) return;
    this.#inFront = file;
    this.#onOpened();
    if (typeof last?.line === "number") file.showLine(last.line);
  }

  /** Shows the tabs and texts as the world has them. A file keeps its view as long as it has a tab. */
  show(world: World): void {
    const files = this.#all.slice(0, this.#listedCount);
    for (const one of world.opened) {
      const place = placeOf(one);
      if (files.some((file) => file.host === place.host && file.path === place.path)) continue;
      files.push(this.find(place) ?? this.#viewOf(place));
    }
    if (files.length !== this.#all.length || files.some((file, at) => file !== this.#all[at]))
      this.#all = files;
    if (this.#inFront === null || !files.includes(this.#inFront)) this.#inFront = files[0] ?? null;
    for (const file of files) {
      const disk = world.hosts.get(file.host)?.files;
      const node = disk === undefined ? "ENOENT" : readFile(disk, encodeByteString(file.path));
      file.show(typeof node === "string" ? null : decodeText(node.bytes));
    }
  }

  /** Writes what was typed and isn't written yet, but for this file. */
  flush(except: Place | null): void {
    for (const file of this.#all) if (file.path !== except?.path || file.host !== except.host) file.flush();
  }

  #viewOf({ host, path }: Place): FileView {
    return new FileView({
      host,
      path,
      onEdit: (text) => {
        this.#onEdit({ host, path }, text);
      },
    });
  }
}

function placeOf({ host, path }: World["opened"][number]): Place {
  return { host, path: decodeText(bytesOf(path)) };
}
