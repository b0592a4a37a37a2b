import type { LessonText } from "../../course/index.ts";
import type { Action } from "../../world/index.ts";

/** An action in a few words. */
export function wordsOf(action: Action, lesson: LessonText): string {
  if ("wait" in action) return `a wait of ${action.wait.seconds} seconds`;
  const host = hostOf(action);
  const place = lesson.consoles.find((tab) => tab.host === host)?.title ?? host;
  if ("edit" in action) return `a change of ${action.edit.file.slice(action.edit.file.lastIndexOf("/") + 1)}`;
  if ("smtp" in action) return `a session on ${place}`;
  const typed = "key" in action ? `Ctrl-${action.key.key.slice(2).toUpperCase()}` : typedIn(action).line;
  return `${typed} on ${place}`;
}

/** The host that an action was done on. */
export function hostOf(action: Exclude<Action, { wait: unknown }>): string {
  if ("edit" in action) return action.edit.host;
  if ("smtp" in action) return action.smtp.host;
  return ("key" in action ? action.key : typedIn(action)).host;
}

/** The line that was typed, and where. */
function typedIn(action: Extract<Action, { shell: unknown } | { type: unknown } | { bash: unknown }>) {
  return "shell" in action ? action.shell : "type" in action ? action.type : action.bash;
}
