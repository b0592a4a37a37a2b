export { addressOf, dial, sourceAddress } from "./connections.ts";
export { type KeptWorlds, type Point, bringCopying, copying } from "./copying.ts";
export { hangUp } from "./hang-up.ts";
export { isTooLong, latestFirst, mayGrow } from "./journal.ts";
export { processSystem } from "./process-system.ts";
export { hangUpTerminal, interrupt, spawn } from "./processes.ts";
export { type Software, addPrograms, programTable } from "./program-table.ts";
export { type Settled, advance, settle, shedPast } from "./scheduler.ts";
