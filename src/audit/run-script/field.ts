import type { PartlyKnown, Place } from "./partly-known.ts";

/** An argument of a command. */
export interface Field {
  readonly text: PartlyKnown;
  /** As it's written in the script, quotes and all. */
  readonly written: string;
  readonly place: Place;
  /** Whether it's one argument for certain: what isn't known and isn't quoted may be several, or none. */
  readonly isOne: boolean;
}
