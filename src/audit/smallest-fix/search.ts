import type { Draft, Move } from "./draft.ts";
import { moved } from "./draft.ts";
import type { EditSize } from "./line-edits.ts";
import type { MoveOrObstacle } from "./move-or-obstacle.ts";
import type { FixObstacle } from "./obstacle.ts";

/** Where to look for drafts, and how hard. */
export interface Search {
  readonly movesFrom: (draft: Draft) => Iterable<MoveOrObstacle>;
  readonly isMet: (draft: Draft) => boolean;
  /** Whether a move brought a draft anywhere. */
  readonly isProgress: (before: Draft, after: Draft) => boolean;
  /** Drafts beyond this aren't looked at. */
  readonly linesMax: number;
  readonly triesMax: number;
  readonly foundMax: number;
}

export interface Found {
  /** The smallest first. */
  readonly drafts: readonly Draft[];
  /** Each once. */
  readonly obstacles: readonly FixObstacle[];
}

/**
 * Goes from draft to draft, the smallest first, and gathers those in which what is wanted is true: the smallest, and
 * those with up to one line more that take no more moves.
 */
export function search(start: Draft, how: Search): Found {
  const drafts: Draft[] = [];
  const obstacles = new Map<string, FixObstacle>();
  const open: { readonly draft: Draft; readonly parent: Draft | null }[] = [{ draft: start, parent: null }];
  const seen = new Set<string>();
  let tries = 0;
  let movesMax = Infinity;
  const add = (parent: Draft, move: Move): void => {
    const draft = moved(parent, move);
    const name = JSON.stringify([[...draft.edits], [...draft.steps].sort()]);
    if (seen.has(name)) return;
    seen.add(name);
    const at = open.findIndex((one) => compareSizes(one.draft.size, draft.size) > 0);
    open.splice(at === -1 ? open.length : at, 0, { draft, parent });
  };
  for (let next = open.shift(); next !== undefined; next = open.shift()) {
    const { draft, parent } = next;
    const linesMax = Math.min(how.linesMax, (drafts[0]?.size.lines ?? Infinity) + 1);
    if (draft.size.lines > linesMax || drafts.length >= how.foundMax || tries >= how.triesMax) break;
    tries++;
    if (how.isMet(draft)) {
      // With more moves than do it something in it is done in vain, or twice.
      movesMax = Math.min(movesMax, draft.editMoves);
      if (draft.editMoves <= movesMax) drafts.push(draft);
      continue;
    }
    if (parent !== null && !how.isProgress(parent, draft)) continue;
    for (const one of how.movesFrom(draft)) {
      if (one.kind === "move") add(draft, one.move);
      else obstacles.set(JSON.stringify(one.obstacle), one.obstacle);
    }
  }
  return { drafts, obstacles: [...obstacles.values()] };
}

export function compareSizes(one: EditSize, other: EditSize): number {
  return one.lines - other.lines || one.bytes - other.bytes;
}
