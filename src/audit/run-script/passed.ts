import type { ChainEnvironment } from "./environment.ts";
import type { Field } from "./field.ts";
import type { ChainStep, ListAsked, RunUnknown, ServerStart, StartFailure } from "./server-start.ts";

/** What a command line comes to. */
export interface ChainEnd {
  /** The servers for SMTP that it starts. */
  readonly starts: readonly ServerStart[];
  /** What counts and can't be known, where no server is told of. */
  readonly unknowns: readonly RunUnknown[];
  readonly failures: readonly StartFailure[];
}

export const nothingStarted: ChainEnd = { starts: [], unknowns: [], failures: [] };

/** What has been passed on the way. */
export interface Passed {
  readonly fields: readonly Field[];
  readonly environment: ChainEnvironment;
  readonly steps: readonly ChainStep[];
  readonly lists: readonly ListAsked[];
  readonly unknowns: readonly RunUnknown[];
  /** The first program that fails. */
  readonly failure: StartFailure | null;
}
