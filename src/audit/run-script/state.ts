import type { ByteString } from "../../engine/bytes/index.ts";
import type { PlacedWord } from "../../engine/sh/index.ts";
import { limits } from "./limits.ts";
import type { ChainEnd, Passed } from "./passed.ts";
import type { PartlyKnown, Place, Unknown, Unknowns } from "./partly-known.ts";
import type { RunUnknown, ServerStart, StartFailure } from "./server-start.ts";
import type { Surroundings } from "./surroundings.ts";

export interface Variable {
  /** Null: the script gives it none. */
  readonly value: PartlyKnown | null;
  readonly isExported: boolean;
  /** Where it was unset; null: it wasn't, and without a value it's whatever the shell was started with. */
  readonly unsetAt: Place | null;
  /** Where it got its value. */
  readonly place: Place;
}

/** A decision that can't be foreseen, and which way was taken. */
export interface Choice {
  readonly place: Place;
  readonly way: string;
}

/** Where one way through a script has come to. */
export interface State {
  readonly variables: ReadonlyMap<ByteString, Variable>;
  /** Where all that the shell was started with had been taken away before; null: nowhere. */
  readonly emptiedAt: Place | null;
  /** What may have set any variable to anything: a file that was sourced, say. */
  readonly setters: readonly Unknown[];
  /** The working folder. */
  readonly folder: PartlyKnown;
  readonly status: Status;
  /** Behind `exit`, or `exec`. */
  readonly isOver: boolean;
  readonly starts: readonly ServerStart[];
  readonly failures: readonly StartFailure[];
  /** What counts and can't be known, where no server is told of. */
  readonly unknowns: readonly RunUnknown[];
  readonly choices: readonly Choice[];
}

export type Status = "succeeded" | "failed" | "unknown";

/** A command in `...` or $(...), and where it is. */
export interface Substitution {
  readonly source: string;
  readonly place: Place;
}

/** What stays the same all through a script. */
export interface Scope {
  readonly unknowns: Unknowns;
  readonly surroundings: Surroundings;
  /** Where something of the script stands: for text in an argument of `sh -c`, where that is. */
  readonly placeOf: (place: Place) => Place;
  readonly backgroundMarks: readonly Place[];
  /** How a word is written in the script. */
  readonly writtenAs: (word: PlacedWord) => string;
  /** What a command substitution is replaced by. */
  readonly substitute: (scope: Scope, state: State, command: Substitution) => PartlyKnown;
  /** How a server is started that the shell doesn't become. */
  readonly how: ServerStart["how"];
  /** How many commands may still be looked at. */
  readonly steps: { left: number };
  /** Behind tcpserver: what comes of the server for SMTP that is reached. Null: no connection has been taken yet. */
  readonly serve: ((behind: Passed) => ChainEnd) | null;
  /** How many shells are around this one. */
  readonly depth: number;
}

/** Absolute path of a file that a script names; what isn't known of it stays so. */
export function absolutePath(folder: PartlyKnown, path: PartlyKnown): PartlyKnown {
  if (path.startsWith("/")) return path;
  return `${folder === "/" ? "" : folder}/${path.replace(/^(\.\/+)+/, "")}`;
}

export function withVariable(
  state: State,
  name: ByteString,
  change: Partial<Variable> & { readonly place: Place },
): State {
  const before = state.variables.get(name);
  const isOneMore = before === undefined && change.isExported !== true;
  if (isOneMore && state.variables.size >= limits.variablesMax) return state;
  const variables = new Map(state.variables);
  variables.set(name, {
    value: before?.value ?? null,
    isExported: before?.isExported ?? false,
    unsetAt: change.value === undefined ? (before?.unsetAt ?? null) : null,
    ...change,
  });
  return { ...state, variables };
}

/** Ways that have come to the same count as one; of their choices, those remain that they have in common. */
export function merged({ steps }: Scope, states: readonly State[]): readonly State[] {
  if (states.length < 2) return states;
  const byKey = new Map<string, State>();
  for (const state of states) {
    const { choices, variables, ...rest } = state;
    const values = [...variables].map(([name, { value, isExported, unsetAt }]) => ({
      name,
      is: [value, isExported, unsetAt],
    }));
    const key = JSON.stringify([
      values.sort(({ name: one }, { name: other }) => (one < other ? -1 : 1)),
      rest,
    ]);
    const same = byKey.get(key);
    byKey.set(
      key,
      same === undefined
        ? state
        : { ...state, choices: same.choices.filter((one) => choices.some((other) => isSame(one, other))) },
    );
  }
  const ways = [...byKey.values()];
  // That not all is followed is told as it is when there are too many steps.
  if (ways.length > limits.waysMax) steps.left = 0;
  return ways.slice(0, limits.waysMax);
}

function isSame(one: Choice, other: Choice): boolean {
  return (
    one.way === other.way && one.place.line === other.place.line && one.place.column === other.place.column
  );
}
