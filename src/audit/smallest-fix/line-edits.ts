import type { LineEdit } from "../findings/index.ts";
import type { ByteString } from "../../engine/bytes/index.ts";

/** The lines of a file after edits: stretches of those that it had, and new ones. */
type Item =
  | { readonly kind: "kept"; readonly line: number; readonly count: number }
  | { readonly kind: "new"; readonly text: ByteString };

/**
 * Edits that do at once what `edits` and then `next` do: `next` counts lines as they are after `edits`. Of a file that
 * has `count` lines before all.
 */
export function composed(
  edits: readonly LineEdit[],
  next: readonly LineEdit[],
  count: number,
): readonly LineEdit[] {
  let items = spliced([{ kind: "kept", line: 1, count }], edits);
  items = spliced(items, next);
  return editsOf(items, count);
}

function spliced(items: readonly Item[], edits: readonly LineEdit[]): readonly Item[] {
  let result = items;
  // From the end on, so that each edit finds the lines where it counts them; lines go in front of one that goes.
  const inOrder = edits.toSorted((one, other) => one.line - other.line || one.removes - other.removes);
  for (const { line, removes, inserts } of inOrder.toReversed()) {
    const before = taken(result, 0, line - 1);
    const behind = taken(result, line - 1 + removes, Infinity);
    result = [...before, ...inserts.map((text) => ({ kind: "new", text }) as const), ...behind];
  }
  return result;
}

/** The lines from index `from` to before `to`. */
function taken(items: readonly Item[], from: number, to: number): readonly Item[] {
  const found: Item[] = [];
  let at = 0;
  for (const item of items) {
    const count = item.kind === "new" ? 1 : item.count;
    const start = Math.max(from, at);
    const end = Math.min(to, at + count);
    if (start < end)
      found.push(
        item.kind === "new" ? item : { kind: "kept", line: item.line + start - at, count: end - start },
      );
    at += count;
  }
  return found;
}

function editsOf(items: readonly Item[], count: number): readonly LineEdit[] {
  const edits: LineEdit[] = [];
  let line = 1;
  let inserts: ByteString[] = [];
  const editBefore = (next: number): void => {
    if (next > line || inserts.length > 0) edits.push({ line, removes: next - line, inserts });
    inserts = [];
  };
  for (const item of items) {
    if (item.kind === "new") {
      inserts.push(item.text);
      continue;
    }
    editBefore(item.line);
    line = item.line + item.count;
  }
  editBefore(count + 1);
  return edits;
}

/** How large edits are. */
export interface EditSize {
  /** Lines that are added, removed or changed; a line in another's place counts once. */
  readonly lines: number;
  /** Bytes that go and bytes that come, apart from what an edit leaves at its start and its end. */
  readonly bytes: number;
}

export function editSize(edits: readonly LineEdit[], line: (number: number) => ByteString): EditSize {
  let lines = 0;
  let bytes = 0;
  for (const { line: from, removes, inserts } of edits) {
    lines += Math.max(removes, inserts.length);
    const before = Array.from({ length: removes }, (_, index) => `${line(from + index)}\n`).join("");
    const after = inserts.map((insert) => `${insert}\n`).join("");
    bytes += changedBytes(before, after);
  }
  return { lines, bytes };
}

function changedBytes(before: ByteString, after: ByteString): number {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  return before.length + after.length - 2 * (start + end);
}
