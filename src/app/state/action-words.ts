import type { Lesson } from "../../course/index.ts";
import type { Action } from "../../world/index.ts";

/** An action in a few words. */
export function wordsOf(action: Action, lesson: Lesson): string {
  if ("wait" in action) return `a wait of ${action.wait.seconds} seconds`;
  const host = hostOf(action);
  const place = lesson.consoles.find((tab) => tab.host === host)?.title ?? host;
  if ("edit" in action) return `a change of ${action.edit.file.slice(action.edit.file.lastIndexOf("/") + 1)}`;
  if ("smtp" in action) return `a session on ${place}`;
  const typed = "shell" in action ? action.shell.line : "type" in action ? action.type.line : action.key.key;
  return `${typed} on ${place}`;
}

/** The host that an action was done on. */
export function hostOf(action: Exclude<Action, { wait: unknown }>): string {
  if ("edit" in action) return action.edit.host;
  if ("shell" in action) return action.shell.host;
  if ("type" in action) return action.type.host;
  return "key" in action ? action.key.host : action.smtp.host;
}
