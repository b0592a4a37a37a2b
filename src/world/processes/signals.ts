import { endProcess } from "./processes.ts";
import { signalNumbers, type Process, type Signal } from "../process.ts";
import type { World } from "../world.ts";

/**
 * Sends a signal to a process. Who hasn't asked for it with `catchSignals` is ended by it, but for STOP and CONT; an
 * interactive shell is ended by HUP and KILL only.
 */
// POSIX.1-2017 XSH 2.4.3
export function sendSignal(world: World, process: Process, signal: Signal): void {
  if (process.ended !== null) return;
  if (signal === "STOP") {
    process.isStopped = true;
  } else if (signal === "CONT") {
    process.isStopped = false;
    for (const pending of process.pendingSignals.splice(0)) sendSignal(world, process, pending);
  } else if (signal === "KILL") {
    endProcess(world, process, null, signalNumbers.KILL);
  } else if (process.isStopped || process.caughtSignals.includes(signal)) {
    process.pendingSignals.push(signal);
  } else if (signal === "HUP" || process.onInterrupt === null) {
    endProcess(world, process, null, signalNumbers[signal]);
  }
}
