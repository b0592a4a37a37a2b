import { createStore, del, get, set, type UseStore } from "idb-keyval";
import type { KeptFiles } from "./kept-files-schema.ts";
import { limits } from "./limits.ts";

/** Whether a reload brings the files back. */
export type Keeping = "kept" | "too large" | "impossible";

const KEY = "files";
let store: UseStore | null = null;

function opened(): UseStore {
  return (store ??= createStore("relay-lab-audit", "audit"));
}

/** Keeps the files in this browser, until somebody forgets them. */
export async function keepFiles({ original, now }: KeptFiles): Promise<Keeping> {
  // Files that are the same object are stored once.
  const distinct = new Set([...original.files, ...now.files].map(({ bytes }) => bytes));
  const size = [...distinct].reduce((sum, bytes) => sum + bytes.length, 0);
  try {
    if (size > limits.keptBytesMax) {
      await del(KEY, opened());
      return "too large";
    }
    await set(KEY, { version: 1, original, now }, opened());
    return "kept";
  } catch (error) {
    console.warn("this browser keeps no files of this page", error);
    return "impossible";
  }
}

/** The files that were kept; null if there are none, or none that can be read. */
export async function keptFiles(): Promise<KeptFiles | null> {
  try {
    const kept = await get<unknown>(KEY, opened());
    if (kept === undefined) return null;
    const { parseKeptFiles } = await import("./kept-files-schema.ts");
    return parseKeptFiles(kept);
  } catch (error) {
    console.warn("the files that this browser has kept can't be read", error);
    return null;
  }
}

export async function forgetFiles(): Promise<void> {
  try {
    await del(KEY, opened());
  } catch {
    // Where nothing can be removed, nothing was kept.
  }
}
