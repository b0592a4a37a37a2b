import type { MapColours } from "./colours.ts";
import { limits } from "./limits.ts";
import type { Mark } from "./marks.ts";
import type { TileId } from "./tile.ts";
import type { TileWorkshop } from "./tile-workshop.ts";

export interface StoredTile {
  readonly image: HTMLCanvasElement;
  readonly marks: readonly Mark[];
  /** What the tile was made from: the number that {@link TileStore.renew} gave. */
  readonly edition: number;
}

/**
 * The tiles that were made, the ones used last. Only one is in the making, and what is made next is chosen when that one is
 * done, from what is wanted then: whoever zooms through ten views waits for the tiles of the last.
 */
export class TileStore {
  readonly #workshop: TileWorkshop;
  readonly #onTile: () => void;
  readonly #tiles = new Map<string, StoredTile>();
  #wanted: readonly TileId[] = [];
  #colours: MapColours | null = null;
  #edition = 0;
  #isBusy = false;

  constructor(workshop: TileWorkshop, onTile: () => void) {
    this.#workshop = workshop;
    this.#onTile = onTile;
  }

  /** All tiles are to be made anew; those that were made are kept until then. */
  renew(colours: MapColours): void {
    this.#colours = colours;
    this.#edition++;
    this.#makeNext();
  }

  /** Says what is wanted now, most urgent first. */
  want(tiles: readonly TileId[]): void {
    this.#wanted = tiles;
    this.#makeNext();
  }

  get(tile: TileId): StoredTile | null {
    const name = nameOf(tile);
    const found = this.#tiles.get(name);
    if (found === undefined) return null;
    this.#tiles.delete(name);
    this.#tiles.set(name, found);
    return found;
  }

  #isMissing(tile: TileId): boolean {
    return this.#tiles.get(nameOf(tile))?.edition !== this.#edition;
  }

  #makeNext(): void {
    const tile = this.#wanted.find((wanted) => this.#isMissing(wanted));
    if (this.#isBusy || tile === undefined || this.#colours === null) return;
    this.#isBusy = true;
    const edition = this.#edition;
    this.#workshop.draw(tile, this.#colours).then(
      ({ pixels, marks }) => {
        this.#isBusy = false;
        this.#keep(tile, { image: imageOf(pixels), marks, edition });
        this.#onTile();
        this.#makeNext();
      },
      () => {
        // The next view that is wanted asks again.
        this.#isBusy = false;
      },
    );
  }

  #keep(tile: TileId, made: StoredTile): void {
    this.#tiles.set(nameOf(tile), made);
    for (const name of this.#tiles.keys()) {
      if (this.#tiles.size <= limits.tilesKept) return;
      // What stands in for all that is missing stays.
      if (name !== nameOf({ level: 0, x: 0, y: 0 })) this.#tiles.delete(name);
    }
  }
}

function nameOf({ level, x, y }: TileId): string {
  return `${level} ${x} ${y}`;
}

function imageOf(pixels: Uint8ClampedArray<ArrayBuffer>): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = limits.tileSide;
  canvas.height = limits.tileSide;
  canvas.getContext("2d")?.putImageData(new ImageData(pixels, limits.tileSide), 0, 0);
  return canvas;
}
