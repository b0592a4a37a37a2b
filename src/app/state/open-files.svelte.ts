import { decodeByteString, decodeText, encodeByteString } from "../../engine/bytes/index.ts";
import { readFile, type World } from "../../world/index.ts";
import { FileView } from "./file-view.svelte.ts";

interface FilePlace {
  readonly host: string;
  readonly path: string;
}

/** The files of a run that have a tab: those that its lesson lists, then those that were opened since. */
export class OpenFiles {
  readonly #listedCount: number;
  readonly #onEdit: (place: FilePlace, text: string) => void;
  #onOpened: () => void = () => undefined;
  /** The ids of files whose tabs were closed. */
  #closed: readonly string[] = [];
  /** Those that the page itself has opened, which is no part of the run. */
  #byPage: readonly FilePlace[] = [];
  #all: readonly FileView[] = $state.raw([]);
  #inFront: FileView | null = $state.raw(null);

  /** `closed`: the ids of files whose tabs were closed before. */
  constructor(
    listed: readonly FilePlace[],
    closed: readonly string[],
    onEdit: (place: FilePlace, text: string) => void,
  ) {
    this.#listedCount = listed.length;
    this.#closed = closed;
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

  get closed(): readonly string[] {
    return this.#closed;
  }

  /** Brings a file to the front; null and undefined stand for one that has no tab. */
  bring(file: FileView | null | undefined): void {
    this.#inFront = file ?? this.#inFront;
  }

  /** Takes the tab of a file away that was opened. It's there again when it's opened again. */
  close(file: FileView, world: World): void {
    const at = this.#all.indexOf(file);
    this.#closed = [...this.#closed, file.id];
    const isInFront = file === this.#inFront;
    this.show(world);
    if (isInFront) this.bring(this.#all[Math.min(at, this.#all.length - 1)]);
  }

  /** Calls `listener` whenever a file is opened. Gives what ends that. */
  whenOpened(listener: () => void): () => void {
    this.#onOpened = listener;
    return () => {
      this.#onOpened = () => undefined;
    };
  }

  find({ host, path }: FilePlace): FileView | null {
    return this.#all.find((file) => file.host === host && file.path === path) ?? null;
  }

  /** Brings the file to the front that a console has opened last, at its line. */
  bringLast(world: World): void {
    const last = world.opened.at(-1);
    if (last === undefined) return;
    this.#bringTab(world, placeOf(last), last.line);
  }

  /** Brings any file to the front, with a tab if it has none yet; at a line, from 1, unless that's null. */
  open(world: World, place: FilePlace, line: number | null): void {
    if (this.find(place) === null) this.#byPage = [...this.#byPage, place];
    this.#bringTab(world, place, line);
  }

  #bringTab(world: World, place: FilePlace, line: number | null): void {
    this.#closed = this.#closed.filter((id) => id !== idOf(place));
    this.show(world);
    const file = this.find(place);
    if (file === null) return;
    this.#inFront = file;
    this.#onOpened();
    if (line !== null) file.showLine(line);
  }

  /** Shows the tabs and texts as the world has them. A file keeps its view as long as it has a tab. */
  show(world: World): void {
    const files = this.#all.slice(0, this.#listedCount);
    for (const place of [...world.opened.map(placeOf), ...this.#byPage]) {
      const id = idOf(place);
      if (this.#closed.includes(id) || files.some((file) => file.id === id)) continue;
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
  flush(except: FilePlace | null): void {
    for (const file of this.#all) if (file.path !== except?.path || file.host !== except.host) file.flush();
  }

  #viewOf({ host, path }: FilePlace): FileView {
    return new FileView({
      host,
      path,
      onEdit: (text) => {
        this.#onEdit({ host, path }, text);
      },
    });
  }
}

function idOf({ host, path }: FilePlace): string {
  return `${host}:${path}`;
}

function placeOf({ host, path }: World["opened"][number]): FilePlace {
  return { host, path: decodeByteString(path) };
}
