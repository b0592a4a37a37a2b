import { limits } from "../limits.ts";
import type { Journal, Past, WorldArrival, WorldProgram } from "../process.ts";

export function createJournal(program: WorldProgram): Journal {
  return { program, arrivals: null, answers: null, length: 0, retold: null };
}

export function isTooLong({ length }: Journal): boolean {
  return length > limits.journalEntriesMax;
}

export function addArrival(journal: Journal, latest: WorldArrival | "interrupt"): void {
  if (mayGrow(journal)) journal.arrivals = { latest, before: journal.arrivals };
}

/** Counts one more entry; false if there are too many to keep any. */
export function mayGrow(journal: Journal): boolean {
  journal.length++;
  if (!isTooLong(journal)) return true;
  journal.arrivals = null;
  journal.answers = null;
  return false;
}

/** The entries of a list, the latest first. */
export function latestFirst<T>(past: Past<T> | null): T[] {
  const entries: T[] = [];
  for (let at = past; at !== null; at = at.before) entries.push(at.latest);
  return entries;
}
