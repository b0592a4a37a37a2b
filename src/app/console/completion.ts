import type { LineBuffer } from "./line-buffer.ts";
import type { ConsoleModel } from "./model.ts";

/** Whether Tab is a key of the console now. It moves the focus on an empty line, and where nothing can be completed. */
export function takesTab(model: ConsoleModel): boolean {
  const { text, cursor } = model.line;
  return text.slice(0, cursor).trim() !== "" && (model.complete?.(text, cursor) ?? null) !== null;
}

/** How to leave a console whose Tab key completes, for those who don't see it; undefined where Tab just leaves. */
export function leaveHint(model: ConsoleModel): string | undefined {
  return model.complete === undefined ? undefined : "Tab completes. Escape, then Tab, leaves the console.";
}

/**
 * Completes the line as far as all candidates agree. Gives the candidates when there are several and nothing was added,
 * for the person to choose from; else none.
 */
export function completeLine(model: ConsoleModel, line: LineBuffer = model.line): readonly string[] {
  const completion = model.complete?.(line.text, line.cursor) ?? null;
  if (completion === null) return [];
  const common = commonStart(completion.candidates);
  const typed = line.text.slice(completion.from, line.cursor);
  if (common.startsWith(typed) && common.length > typed.length) {
    line.replaceBefore(completion.from, common);
    return [];
  }
  return completion.candidates.length > 1 ? completion.candidates : [];
}

function commonStart(words: readonly string[]): string {
  let common = words[0] ?? "";
  for (const word of words) {
    let length = 0;
    while (length < common.length && common[length] === word[length]) length++;
    common = common.slice(0, length);
  }
  return common;
}
