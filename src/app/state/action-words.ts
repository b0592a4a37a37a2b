import type { Lesson } from "../../course/index.ts";
import type { Action } from "../../world/index.ts";

/** What the page itself has to say of an action. */
export interface Notice {
  readonly action: Action;
  readonly text: string;
}

/** An action in a few words. */
export function wordsOf(action: Action, lesson: Lesson): string {
  if ("wait" in action) return `a wait of ${action.wait.seconds} seconds`;
  const detail = detailOf(action);
  const place = lesson.consoles.find((tab) => tab.host === detail.host)?.title ?? detail.host;
  if ("file" in detail) return `a change of ${detail.file.slice(detail.file.lastIndexOf("/") + 1)}`;
  if ("lines" in detail) return `a session on ${place}`;
  return `${"key" in detail ? detail.key : detail.line} on ${place}`;
}

/** The host that an action was done on. */
export function hostOf(action: HostAction): string {
  return detailOf(action).host;
}

type HostAction = Exclude<Action, { wait: unknown }>;

/** What an action says under its one key. */
function detailOf(action: HostAction) {
  if ("edit" in action) return action.edit;
  if ("shell" in action) return action.shell;
  if ("type" in action) return action.type;
  if ("bash" in action) return action.bash;
  return "key" in action ? action.key : action.smtp;
}
