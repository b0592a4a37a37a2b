/** One replacement that makes a text another: what stands from `from` to before `to` becomes `text`. */
export interface Change {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** The smallest single change from `before` to `after`, or null when they are the same. Never cuts a surrogate pair. */
export function changeBetween(before: string, after: string): Change | null {
  if (before === after) return null;
  const shortest = Math.min(before.length, after.length);
  let from = 0;
  while (from < shortest && before[from] === after[from]) from++;
  if (from > 0 && isHigh(before.charCodeAt(from - 1))) from--;
  let same = 0;
  while (same < shortest - from && before.at(-1 - same) === after.at(-1 - same)) same++;
  if (same > 0 && isLow(before.charCodeAt(before.length - same))) same--;
  return { from, to: before.length - same, text: after.slice(from, after.length - same) };
}

function isHigh(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff;
}

function isLow(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}
