import { endProcess } from "./processes.ts";
import type { Process, Signal } from "./process.ts";
import type { World } from "./world.ts";

/** Sends a signal: it ends the process, unless that has asked for it, and then arrives when it next may. */
export function sendSignal(world: World, process: Process, signal: Signal): void {
  if (process.ended !== null) return;
  if (process.caughtSignals.includes(signal)) process.pendingSignals.push(signal);
  else endProcess(world, process, null);
}
