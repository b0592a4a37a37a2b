import { createStore, get, set } from "idb-keyval";
import { lesson } from "virtual:lesson/sandbox";
import type { ServerFiles } from "../../audit/index.ts";
import type { Action } from "../../world/index.ts";
import { layOver } from "./sandbox-actions.ts";

// As src/app/state/saved-runs.ts keeps them. That file itself is a part of what lessons show first, which would be cut
// into more parts, and grow, if this page had it too.
const store = () => createStore("relay-lab", "runs");
const LAST_WORDS = `relay-lab-last-words:${lesson.id}`;

/** Fetches what the sandbox's commands are made of, so that it's there without a network too. */
export async function prepareSandbox(): Promise<void> {
  await Promise.all([import("../../world/programs/more.ts"), import("../state/saved-run-schema.ts")]);
}

/** What the sandbox's machines call its server; null if none calls one. */
export function sandboxServerName(): string | null {
  return lesson.consoles.find(({ connect }) => connect !== null)?.connect?.to ?? null;
}

/** How many things somebody has done in the sandbox already. */
export async function sandboxWork(): Promise<number> {
  try {
    return (await savedActions()).length;
  } catch {
    // The same is met, and told of, when the files are taken there.
    return 0;
  }
}

/**
 * Lays a server's files over the sandbox's, behind what was done there before. Gives what the sandbox didn't take, as
 * sentences; null if this browser keeps nothing, so that the sandbox would know nothing of it.
 */
export async function takeToSandbox(files: ServerFiles): Promise<readonly string[] | null> {
  await prepareSandbox();
  try {
    const { actions, troubles } = layOver(lesson.start, await savedActions(), files);
    await set(lesson.id, { version: 1, actions }, store());
    localStorage.removeItem(LAST_WORDS);
    return troubles;
  } catch (error) {
    console.warn("the sandbox can't be given the files", error);
    return null;
  }
}

async function savedActions(): Promise<readonly Action[]> {
  const { parseSavedRun } = await import("../state/saved-run-schema.ts");
  const lastWords: unknown = JSON.parse(localStorage.getItem(LAST_WORDS) ?? "null");
  const kept = await get<unknown>(lesson.id, store());
  const actions = parseSavedRun(lastWords) ?? parseSavedRun(kept);
  // What this version can't read, perhaps a later one's, isn't written over.
  if (actions === null && kept !== undefined) throw new Error("the sandbox's work is of another version");
  return actions ?? [];
}
