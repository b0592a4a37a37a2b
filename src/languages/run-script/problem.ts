import type { Place } from "../../audit/index.ts";
import type { Fix, Severity } from "../language.ts";

/** A problem, with the place of the word that it's about. */
export interface Problem {
  readonly place: Place;
  readonly severity: Severity;
  readonly id: string;
  readonly message: string;
  readonly fixes?: readonly Fix[];
}
