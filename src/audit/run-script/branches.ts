import type { Place } from "./partly-known.ts";
import type { ServerStart } from "./server-start.ts";
import type { State } from "./state.ts";

/** A decision that can't be foreseen, of whose ways different servers come. */
export interface UndecidedBranch {
  readonly place: Place;
  /** What each way that starts any server comes to. */
  readonly ways: readonly (readonly ServerStart[])[];
}

/** Those decisions on whose ways more depends than whether the script goes on at all. */
export function branchesThatDiffer(ends: readonly State[]): readonly UndecidedBranch[] {
  const byPlace = new Map<string, { readonly place: Place; readonly ways: Map<string, Set<ServerStart>> }>();
  for (const { choices, starts } of ends) {
    for (const { place, way } of choices) {
      const key = `${place.line}:${place.column}`;
      const branch = byPlace.get(key) ?? { place, ways: new Map<string, Set<ServerStart>>() };
      byPlace.set(key, branch);
      const known = branch.ways.get(way) ?? new Set();
      branch.ways.set(way, known);
      for (const start of starts) known.add(start);
    }
  }
  return [...byPlace.values()].flatMap(({ place, ways }) => {
    const started = [...ways.values()].filter((starts) => starts.size > 0);
    const kinds = new Set(started.map((starts) => [...new Set([...starts].map(summary))].sort().join("\n")));
    return kinds.size < 2 ? [] : [{ place, ways: started.map((starts) => [...starts]) }];
  });
}

/** What counts of a server for its clients. */
function summary({ door, host, port, chain, lists, passwords }: ServerStart): string {
  const { environment, ...others } = door;
  return JSON.stringify([
    others,
    [...environment].sort(),
    host?.text ?? host?.written,
    port?.text ?? port?.written,
    chain.map(({ name }) => name),
    lists.map(({ kind, zone, refuses, failsClosed }) => [kind, zone.text, refuses, failsClosed]),
    passwords?.kind,
  ]);
}
