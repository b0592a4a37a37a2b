import { takeStep, waitingBash, type BashStep, type StepResult, type World } from "../../world/index.ts";
import { limits } from "./limits.ts";

type End = Extract<BashStep, { readonly end: unknown }>["end"];

/** Why a line can't go on: a program that it has started doesn't come to an end, or it does too much. */
export type Stop = "program runs on" | "too many steps" | "too much output";

/**
 * Writes down what bash does, and does it in a scratch world at once, so that bash sees what comes of it: what is written
 * down, done again in the same world, gives the same.
 */
export class Recorder {
  readonly world: World;
  readonly host: string;
  readonly steps: BashStep[] = [];
  /** Called when the line can't go on; tells the error that stops it. */
  onStop: (why: Stop) => Error = (why) => new Error(why);
  #charactersPrinted = 0;
  #stepsMax = Infinity;
  #isGivenAway = false;

  constructor(world: World, host: string) {
    this.world = world;
    this.host = host;
  }

  /** Whether the console is in a program that bash has started. */
  get isGivenAway(): boolean {
    return this.#isGivenAway;
  }

  /** Does a step and tells what came of it. Throws where the line can't go on. */
  take(step: BashStep): StepResult {
    const waiting = waitingBash(this.world, this.host);
    if (this.#isGivenAway || waiting === null) throw this.onStop("program runs on");
    const stop = this.steps.length >= limits.stepsMax ? this.onStop("too many steps") : null;
    if (this.steps.length >= this.#stepsMax) throw stop ?? this.onStop("too many steps");
    this.steps.push(step);
    takeStep(this.world, this.host, step);
    const after = waitingBash(this.world, this.host);
    if (after?.process === waiting.process && after.wait.last !== null) return after.wait.last;
    this.#isGivenAway = true;
    if ("run" in step && step.run.input === null) return given;
    throw this.onStop("program runs on");
  }

  /** From now on only a few more steps are taken, with which the line may get to where it can be stopped well. */
  stopSoon(): void {
    this.#stepsMax = Math.min(this.#stepsMax, this.steps.length + limits.stepsWhenStopping);
  }

  /** Bash prints something. What is printed on end is one step. */
  print(to: "out" | "err", text: string): void {
    if (this.#isGivenAway || text === "") return;
    this.#charactersPrinted += text.length;
    if (this.#charactersPrinted <= limits.outputCharactersMax) this.tell(to, text);
    else this.onStop("too much output");
  }

  /** Prints something that counts for no bound. */
  tell(to: "out" | "err", text: string): void {
    takeStep(this.world, this.host, to === "out" ? { out: text } : { err: text });
    const last = this.steps.at(-1);
    if (to === "out" && last !== undefined && "out" in last)
      this.steps.splice(-1, 1, { out: last.out + text });
    else if (to === "err" && last !== undefined && "err" in last)
      this.steps.splice(-1, 1, { err: last.err + text });
    else this.steps.push(to === "out" ? { out: text } : { err: text });
  }

  /** The line is done: bash goes on, or ends. Behind a program that has the console, it does so when that has ended. */
  end(end: End): void {
    this.steps.push({ end });
    takeStep(this.world, this.host, { end });
  }
}

const given: StepResult = { error: null, code: 0, out: new Uint8Array(), err: new Uint8Array() };
