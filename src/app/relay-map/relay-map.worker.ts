import { expose, transfer } from "comlink";
import type { MapColours } from "./colours.ts";
import { TileMaker } from "./tile-maker.ts";
import type { TileId } from "./tile.ts";

const maker = new TileMaker();

const served = {
  prepare: maker.prepare.bind(maker),
  draw: (tile: TileId, colours: MapColours) => {
    const drawn = maker.draw(tile, colours);
    return transfer(drawn, [drawn.pixels.buffer]);
  },
};

export type MapWorker = typeof served;

expose(served);
