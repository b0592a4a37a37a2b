import { createStore, get, set, type UseStore } from "idb-keyval";
import type { Action } from "../../world/index.ts";

/** What a browser keeps of a learner's work: for each lesson, the actions. */
export interface SavedRuns {
  /** The actions kept for a lesson; none if nothing is kept, or if what is kept can't be read. */
  load(lessonId: string): Promise<readonly Action[]>;
  save(lessonId: string, actions: readonly Action[]): void;
  /** Saves at once, for a page that is going away and can't wait for a database. */
  saveLastWords(lessonId: string, actions: readonly Action[]): void;
  /** Whether what is saved will outlive this page. */
  readonly durability: () => Durability;
  /** Calls `listener` when that changes. */
  onDurabilityChange(listener: () => void): void;
}

export type Durability = "kept" | "lost with the page";

/** Opens the browser's own database; where there is none, or it refuses, work is kept in memory only. */
export function openSavedRuns(): SavedRuns {
  let durability: Durability = "kept";
  const listeners: (() => void)[] = [];
  const fail = (error: unknown): void => {
    console.warn("this browser keeps no work of this page", error);
    if (durability === "lost with the page") return;
    durability = "lost with the page";
    for (const listener of listeners) listener();
  };
  let opened: UseStore | null = null;
  // The database may refuse at any call, at once or later.
  const attempt = async <T>(work: (store: UseStore) => Promise<T>): Promise<T | null> => {
    try {
      return await work((opened ??= createStore("relay-lab", "runs")));
    } catch (error) {
      fail(error);
      return null;
    }
  };
  const save = (lessonId: string, actions: readonly Action[]): void => {
    forgetLastWords(lessonId);
    void attempt((store) => set(lessonId, { version: 1, actions }, store));
  };

  return {
    save,
    async load(lessonId) {
      const lastWords = await readSavedRun(readLastWords(lessonId));
      if (lastWords !== null) {
        save(lessonId, lastWords);
        return lastWords;
      }
      const kept = await attempt((store) => get<unknown>(lessonId, store));
      const actions = await readSavedRun(kept);
      if (actions !== null) return actions;
      // What this version can't read, perhaps a later one's, is put aside rather than written over.
      if (kept !== null && kept !== undefined)
        await attempt((store) => set(`${lessonId} put aside`, kept, store));
      return [];
    },
    saveLastWords(lessonId, actions) {
      try {
        localStorage.setItem(lastWordsKey(lessonId), JSON.stringify({ version: 1, actions }));
      } catch {
        // Then the database's answer, which is under way, has to do.
      }
    },
    durability: () => durability,
    onDurabilityChange(listener) {
      listeners.push(listener);
    },
  };
}

/** A kept run's actions; null if nothing is kept, or nothing that this version can read. */
async function readSavedRun(kept: unknown): Promise<readonly Action[] | null> {
  if (kept === null || kept === undefined) return null;
  try {
    // Most who open a page have nothing kept, so what reads it isn't part of the first paint.
    const { parseSavedRun } = await import("./saved-run-schema.ts");
    return parseSavedRun(kept);
  } catch {
    return null;
  }
}

/** What a page saved as it went away; null if nothing is there. */
function readLastWords(lessonId: string): unknown {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(lastWordsKey(lessonId)) ?? "null");
    return kept;
  } catch {
    return null;
  }
}

function forgetLastWords(lessonId: string): void {
  try {
    localStorage.removeItem(lastWordsKey(lessonId));
  } catch {
    // Where nothing can be removed, nothing was kept.
  }
}

function lastWordsKey(lessonId: string): string {
  return `relay-lab-last-words:${lessonId}`;
}
