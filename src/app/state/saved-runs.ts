import { createStore, get, set } from "idb-keyval";
import * as v from "valibot";
import { actionsSchema, type Action } from "../../world/index.ts";

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

const savedRunSchema = v.object({ version: v.literal(1), actions: actionsSchema });

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
  const store = attempt(() => createStore("relay-lab", "runs"), fail);

  return {
    async load(lessonId) {
      const lastWords = takeLastWords(lessonId);
      if (lastWords !== null) {
        this.save(lessonId, lastWords);
        return lastWords;
      }
      if (store === null) return [];
      try {
        const parsed = v.safeParse(savedRunSchema, await get(lessonId, store));
        return parsed.success ? parsed.output.actions : [];
      } catch (error) {
        fail(error);
        return [];
      }
    },
    save(lessonId, actions) {
      takeLastWords(lessonId);
      if (store !== null) set(lessonId, { version: 1, actions }, store).catch(fail);
    },
    saveLastWords(lessonId, actions) {
      attempt(() => {
        localStorage.setItem(lastWordsKey(lessonId), JSON.stringify({ version: 1, actions }));
      }, fail);
    },
    durability: () => durability,
    onDurabilityChange(listener) {
      listeners.push(listener);
    },
  };
}

/** What a page saved as it went away; null if nothing is there. It's taken out, since it belongs in the database. */
function takeLastWords(lessonId: string): readonly Action[] | null {
  try {
    const kept = localStorage.getItem(lastWordsKey(lessonId));
    localStorage.removeItem(lastWordsKey(lessonId));
    const parsed = v.safeParse(savedRunSchema, kept === null ? null : JSON.parse(kept));
    return parsed.success ? parsed.output.actions : null;
  } catch {
    return null;
  }
}

function lastWordsKey(lessonId: string): string {
  return `relay-lab-last-words:${lessonId}`;
}

function attempt<T>(work: () => T, fail: (error: unknown) => void): T | null {
  try {
    return work();
  } catch (error) {
    fail(error);
    return null;
  }
}
