/** What of a page's view outlives a reload of it; nothing of it is the learner's work. */
export interface KeptView {
  /** The host whose console was in front, and whether it had the focus. */
  readonly console: string;
  readonly isTyping: boolean;
  /** The id of the file that was in front. */
  readonly file: string;
  /** The pane in sight, where there's room for one only. */
  readonly pane: string;
  /** The ids of files whose tabs were closed. */
  readonly closed: readonly string[];
}

/** Keeps it as long as the browser's tab lives, if the browser keeps anything. */
export function keepView(lessonId: string, { console, isTyping, file, pane, closed }: KeptView): void {
  const lines = [console, file, pane, isTyping ? "typing" : "", ...closed];
  try {
    sessionStorage.setItem(keyOf(lessonId), lines.join("\n"));
  } catch {
    // Then a reload begins with the first console and file, which needs no message.
  }
}

/** Gives what was kept; what it names may be there no more, or may never have been: empty strings if nothing was. */
export function readKeptView(lessonId: string): KeptView {
  let kept = "";
  try {
    kept = sessionStorage.getItem(keyOf(lessonId)) ?? "";
  } catch {
    // As above.
  }
  const [console = "", file = "", pane = "", typing, ...closed] = kept.split("\n");
  return { console, file, pane, isTyping: typing === "typing", closed };
}

function keyOf(lessonId: string): string {
  return `relay-lab-view:${lessonId}`;
}
