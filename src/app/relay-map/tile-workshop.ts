import { proxy, wrap } from "comlink";
import type { OutcomeRanges } from "../../audit/index.ts";
import { workerFailure } from "../page/index.ts";
import type { MapColours } from "./colours.ts";
import type { MapWorker } from "./relay-map.worker.ts";
import { TileMaker, type DrawnTile, type MapTotals } from "./tile-maker.ts";
import type { TileId } from "./tile.ts";

/** Where tiles are made. */
export interface TileWorkshop {
  prepare(
    partition: OutcomeRanges,
    before: OutcomeRanges | null,
    onProgress: (done: number) => void,
  ): Promise<MapTotals>;
  draw(tile: TileId, colours: MapColours): Promise<DrawnTile>;
  close(): void;
}

/** Makes tiles in a worker, or where there can be none beside the page's other work. */
export function openWorkshop(): TileWorkshop {
  try {
    const worker = new Worker(new URL("./relay-map.worker.ts", import.meta.url), { type: "module" });
    return workshopIn(worker);
  } catch {
    return workshopHere();
  }
}

function workshopIn(worker: Worker): TileWorkshop {
  const remote = wrap<MapWorker>(worker);
  const failure = workerFailure(worker);
  const here = workshopHere();
  let given: Parameters<TileWorkshop["prepare"]> | null = null;
  return {
    async prepare(...what) {
      given = what;
      const [partition, before, onProgress] = what;
      try {
        return await Promise.race([
          failure,
          remote.prepare(shown(partition), before && shown(before), proxy(onProgress)),
        ]);
      } catch {
        return here.prepare(...what);
      }
    },
    async draw(tile, colours) {
      try {
        return await Promise.race([failure, remote.draw(tile, colours)]);
      } catch {
        if (given !== null) await here.prepare(...given);
        given = null;
        return here.draw(tile, colours);
      }
    },
    close: () => worker.terminate(),
  };
}

function workshopHere(): TileWorkshop {
  const maker = new TileMaker();
  // One tile at a time, with room for input and frames in between.
  const turn = () => new Promise((resolve) => setTimeout(resolve));
  return {
    async prepare(...what) {
      await turn();
      return maker.prepare(...what);
    },
    async draw(tile, colours) {
      await turn();
      return maker.draw(tile, colours);
    },
    close: () => undefined,
  };
}

/** What of a partition goes to a worker: what deciding rules there are stays here. */
function shown({ outcomes, starts, outcomeIndexes }: OutcomeRanges): OutcomeRanges {
  return { outcomes, starts, outcomeIndexes };
}
