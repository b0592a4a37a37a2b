import type { Hunk, HunkLine } from "./examination.ts";

/** Lines around a change that are shown with it. */
const CONTEXT = 2;

/** What is otherwise in a file, with the lines around it. `linesMax`: so many lines are shown. */
export function hunksBetween(
  file: string,
  { before, after, linesMax }: { readonly before: string; readonly after: string; readonly linesMax: number },
): readonly Hunk[] {
  const old = linesOf(before);
  const now = linesOf(after);
  const steps = diff(old, now);
  const hunks: HunkLine[][] = [];
  let open: HunkLine[] | null = null;
  let quiet: HunkLine[] = [];
  let shown = 0;
  for (const step of steps) {
    if (step.kind === "same") {
      quiet.push(step);
      if (open !== null && quiet.length === 2 * CONTEXT + 1) {
        open.push(...quiet.slice(0, CONTEXT));
        quiet = quiet.slice(CONTEXT);
        open = null;
      }
      continue;
    }
    if (shown === linesMax) {
      hunks.at(-1)?.push({ kind: "left out", number: null, text: "" });
      return hunks.map((lines) => ({ file, lines }));
    }
    shown++;
    if (open === null) {
      open = quiet.slice(-CONTEXT);
      hunks.push(open);
    } else open.push(...quiet);
    quiet = [];
    open.push(step);
  }
  open?.push(...quiet.slice(0, CONTEXT));
  return hunks.map((lines) => ({ file, lines }));
}

function linesOf(text: string): readonly string[] {
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines;
}

/** More lines than that between the first and the last change are told as all removed and all added. */
const TABLE_MAX = 1_000_000;

/** The lines of both in order, with as many as can be the same in the middle part where they differ. */
function diff(old: readonly string[], now: readonly string[]): readonly HunkLine[] {
  const shortest = Math.min(old.length, now.length);
  let head = 0;
  while (head < shortest && old[head] === now[head]) head++;
  let tail = 0;
  while (tail < shortest - head && old.at(-1 - tail) === now.at(-1 - tail)) tail++;
  const kept = (from: number, to: number): HunkLine[] =>
    old.slice(from, to).map((text, index) => ({ kind: "same", number: from + index + 1, text }));
  return [
    ...kept(Math.max(0, head - CONTEXT - 1), head),
    ...middle(old.slice(head, old.length - tail), now.slice(head, now.length - tail), head),
    ...kept(old.length - tail, Math.min(old.length, old.length - tail + CONTEXT + 1)),
  ];
}

function middle(old: readonly string[], now: readonly string[], head: number): readonly HunkLine[] {
  const removed = (at: number): HunkLine => ({ kind: "removed", number: head + at + 1, text: old[at] ?? "" });
  const added = (at: number): HunkLine => ({ kind: "added", number: head + at + 1, text: now[at] ?? "" });
  if (old.length * now.length > TABLE_MAX)
    return [...old.map((_, at) => removed(at)), ...now.map((_, at) => added(at))];
  // The length of the longest common part of what is behind each pair of places.
  const width = now.length + 1;
  const lengths = new Uint32Array((old.length + 1) * width);
  for (let left = old.length - 1; left >= 0; left--)
    for (let right = now.length - 1; right >= 0; right--)
      lengths[left * width + right] =
        old[left] === now[right]
          ? (lengths[(left + 1) * width + right + 1] ?? 0) + 1
          : Math.max(lengths[(left + 1) * width + right] ?? 0, lengths[left * width + right + 1] ?? 0);
  const steps: HunkLine[] = [];
  let left = 0;
  let right = 0;
  while (left < old.length || right < now.length) {
    if (left < old.length && right < now.length && old[left] === now[right]) {
      steps.push({ kind: "same", number: head + left + 1, text: old[left] ?? "" });
      left++;
      right++;
    } else if (
      right >= now.length ||
      (left < old.length &&
        (lengths[(left + 1) * width + right] ?? 0) >= (lengths[left * width + right + 1] ?? 0))
    )
      steps.push(removed(left++));
    else steps.push(added(right++));
  }
  return steps;
}
