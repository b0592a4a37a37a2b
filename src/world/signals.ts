import { endProcess } from "./processes.ts";
import type { Process, Signal } from "./process.ts";
import type { World } from "./world.ts";

/** Their numbers, as wait(2) tells them. Source: POSIX.1-2017 XCU kill; STOP and CONT are Linux's. */
export const signalNumbers: Readonly<Record<Signal, number>> = {
  HUP: 1,
  INT: 2,
  QUIT: 3,
  KILL: 9,
  ALRM: 14,
  TERM: 15,
  CONT: 18,
  STOP: 19,
};

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
