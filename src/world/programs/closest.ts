/**
 * The name that differs from `name` in one letter, or, if `name` is long and begins with the same letter, in two; null if none
 * does. The shortest names are like nothing.
 */
export function closest(name: string, names: readonly string[]): string | null {
  const allowed = name.length > 2 ? 1 : 0;
  let best: { name: string; distance: number } | null = null;
  for (const other of names) {
    const distance = editDistance(name.toLowerCase(), other.toLowerCase());
    const isLike = name.length > 5 && name[0]?.toLowerCase() === other[0]?.toLowerCase();
    if (distance <= (isLike ? 2 : allowed) && distance < (best?.distance ?? Infinity))
      best = { name: other, distance };
  }
  return best?.name ?? null;
}

/** Levenshtein's distance, but two letters that have changed places count once: put in, taken out, changed or swapped. */
function editDistance(left: string, right: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let at = 1; at <= left.length; at++) {
    const next = [at];
    for (let to = 1; to <= right.length; to++) {
      const isSame = left[at - 1] === right[to - 1];
      const isSwapped = at > 1 && to > 1 && left[at - 1] === right[to - 2] && left[at - 2] === right[to - 1];
      next.push(
        Math.min(
          (last[to - 1] ?? 0) + (isSame ? 0 : 1),
          (last[to] ?? 0) + 1,
          (next[to - 1] ?? 0) + 1,
          isSwapped ? (beforeLast[to - 2] ?? 0) + 1 : Infinity,
        ),
      );
    }
    beforeLast = last;
    last = next;
  }
  return last[right.length] ?? 0;
}
