import { latestFirst, processSystem } from "../processes/index.ts";
import type { Process, WorldRunning } from "../process.ts";
import type { World } from "../world.ts";

/** What a copied process runs, as long as nothing has come for it: with the first thing that does, it's revived. */
export function dormant(world: World, process: Process): WorldRunning {
  return {
    next: (...arrival) => revive(world, process).next(...arrival),
    return: (ending) => revive(world, process).return(ending),
    throw: (error) => revive(world, process).throw(error),
    [Symbol.iterator]() {
      return this;
    },
  };
}

/**
 * Makes a copied process's program run, up to the wait that it is at: it is begun anew and told its journal again. What it
 * does meanwhile to the world it has done already, so nothing comes of it. Throws if it takes another way than it did: a
 * program that goes by more than what it's told, or that shares what changes with another.
 */
export function revive(world: World, process: Process): WorldRunning {
  const { journal } = process;
  if (journal === null) throw new Error(`${process.argv.join(" ")} has ended`);
  const arrivals = latestFirst(journal.arrivals);
  const retold = latestFirst(journal.answers);
  journal.retold = retold;
  const running = journal.program(processSystem(world, process, journal));
  let step = running.next();
  for (let arrival = arrivals.pop(); arrival !== undefined; arrival = arrivals.pop()) {
    if (arrival === "interrupt") process.onInterrupt?.();
    else step = running.next(arrival);
  }
  journal.retold = null;
  if (step.done === true || retold.length > 0) {
    throw new Error(`${process.argv.join(" ")} doesn't come to where it was again`);
  }
  process.running = running;
  return running;
}
