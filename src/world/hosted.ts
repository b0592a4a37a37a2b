import type { Program, System } from "../engine/program/index.ts";
import type { WorldProgram } from "./process.ts";

/** A program of the engine as a program of the world: it asks for less, so it's given less. */
export function hosted(program: Program): WorldProgram {
  return function* (system) {
    const running = program(system satisfies System);
    let step = running.next();
    while (step.done !== true) {
      const arrival = yield step.value;
      switch (arrival.kind) {
        case "bytes":
        case "end of input":
        case "timeout":
        case "looked up":
        case "exited":
          step = running.next(arrival);
          break;
        default:
          throw new Error(`${arrival.kind} came for ${step.value.kind} of ${system.argv.join(" ")}`);
      }
    }
    return step.value;
  };
}
