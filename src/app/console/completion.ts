import type { LineBuffer } from "./line-buffer.ts";
import type { ConsoleModel } from "./model.ts";

/**
 * Whether Tab is a key of the console now. On an empty line it moves the focus; on any other it doesn't, even where nothing
 * fits, since whoever completes and fails means to go on typing.
 */
export function takesTab({ complete, line }: ConsoleModel): boolean {
  return complete !== undefined && line.text !== "";
}

/** How to leave a console whose Tab key completes; "" where Tab just leaves. */
export function leaveHint({ complete }: ConsoleModel): string {
  return complete === undefined ? "" : "Tab completes. Escape, then Tab, leaves the console.";
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
