import { type ConsoleEntry, type ConsoleState } from "../console/index.ts";

/** The entries of a copy that nobody has looked at yet: the first so many of a list that may have grown since. */
const unseen = new WeakMap<ConsoleState, { readonly entries: ConsoleEntry[]; readonly count: number }>();

/**
 * The same console, which goes its own way. A list of entries only ever grows at its end, so a copy that isn't looked at
 * needs none of its own.
 */
export function copyConsole(state: ConsoleState): ConsoleState {
  const { host, dropped, prompt, openLine, charactersTotal } = state;
  const source = unseen.get(state) ?? { entries: state.entries, count: state.entries.length };
  const own = (copy: ConsoleState, entries: ConsoleEntry[]): ConsoleEntry[] => {
    unseen.delete(copy);
    Object.defineProperty(copy, "entries", { value: entries, writable: true, enumerable: true });
    return entries;
  };
  const copy: ConsoleState = {
    host,
    get entries() {
      return own(this, source.entries.slice(0, source.count));
    },
    set entries(entries) {
      own(this, entries);
    },
    dropped,
    prompt,
    openLine,
    charactersTotal,
  };
  unseen.set(copy, source);
  return copy;
}
