import type { ByteString } from "../../engine/bytes/index.ts";
import type { PartlyKnown, Place, Unknown } from "./partly-known.ts";

/** A variable that was set, and where. */
export interface SetVariable {
  readonly value: PartlyKnown;
  readonly place: Place;
}

/** What programs on the way do to the environment that the first of them has, as far as it's known. */
export interface ChainEnvironment {
  /** Where all of it was taken away, before the rest was done; null: it wasn't. */
  readonly emptiedAt: Place | null;
  readonly variables: ReadonlyMap<ByteString, SetVariable>;
  /** Variables that were taken away, and where. */
  readonly unset: ReadonlyMap<ByteString, Place>;
  /** What may have set or unset any further variable. */
  readonly setters: readonly Unknown[];
}

export const untouched: ChainEnvironment = {
  emptiedAt: null,
  variables: new Map(),
  unset: new Map(),
  setters: [],
};

export function emptied(place: Place): ChainEnvironment {
  return { ...untouched, emptiedAt: place };
}

export function withSet(
  environment: ChainEnvironment,
  changes: Iterable<readonly [name: ByteString, variable: SetVariable]>,
): ChainEnvironment {
  const variables = new Map(environment.variables);
  const unset = new Map(environment.unset);
  for (const [name, variable] of changes) {
    variables.set(name, variable);
    unset.delete(name);
  }
  return { ...environment, variables, unset };
}

export function withUnset(
  environment: ChainEnvironment,
  changes: Iterable<readonly [name: ByteString, place: Place]>,
): ChainEnvironment {
  const variables = new Map(environment.variables);
  const unset = new Map(environment.unset);
  for (const [name, place] of changes) {
    variables.delete(name);
    unset.set(name, place);
  }
  return { ...environment, variables, unset };
}
