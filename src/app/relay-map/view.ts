import { ADDRESS_ORDER, MAP_SIDE, type Box, type Square } from "./blocks.ts";
import type { Cell } from "./hilbert.ts";
import { limits } from "./limits.ts";

/** The square of the map that is on the screen. */
export type View = Square;

export const wholeView: View = { x: 0, y: 0, side: MAP_SIDE };

/** The nearest view that the map can show: within it, and no closer than a few addresses. */
export function withinMap({ x, y, side }: View): View {
  const kept = Math.min(MAP_SIDE, Math.max(limits.viewSideMin, side));
  // What is cut off is cut off on both sides.
  const at = (start: number) => Math.min(MAP_SIDE - kept, Math.max(0, start + (side - kept) / 2));
  return { x: at(x), y: at(y), side: kept };
}

/** The view `factor` times as close, with what is at `around` staying where it is on the screen. */
export function zoomed(view: View, factor: number, around: Cell = centreOf(view)): View {
  const side = Math.min(MAP_SIDE, Math.max(limits.viewSideMin, view.side / factor));
  const kept = side / view.side;
  return withinMap({
    x: around.x - (around.x - view.x) * kept,
    y: around.y - (around.y - view.y) * kept,
    side,
  });
}

/** The view moved by parts of its side. */
export function moved(view: View, { right, down }: { readonly right: number; readonly down: number }): View {
  return withinMap({ ...view, x: view.x + right * view.side, y: view.y + down * view.side });
}

/** The closest view with all of a box in it, and some of what is around. */
export function viewOf({ left, top, right, bottom }: Box): View {
  const inner = Math.max(right - left, bottom - top);
  const side = Math.max(limits.searchViewSideMin, inner * 1.25);
  return withinMap({ x: (left + right - side) / 2, y: (top + bottom - side) / 2, side });
}

/** The view moved no further than it takes to have a square in it. */
export function viewHolding(view: View, { x, y, side }: Square): View {
  const at = (start: number, from: number) => Math.max(from + side - view.side, Math.min(from, start));
  return withinMap({ ...view, x: at(view.x, x), y: at(view.y, y) });
}

export function centreOf({ x, y, side }: Square): Cell {
  return { x: x + side / 2, y: y + side / 2 };
}

/** The order of the blocks that the keyboard goes by: about 16 of them side by side, down to single addresses. */
export function cursorOrder({ side }: View): number {
  return Math.min(ADDRESS_ORDER, Math.round(Math.log2((MAP_SIDE / side) * 16)));
}

/** A view on the way from one to another; `progress` from 0 to 1. Closeness changes evenly. */
export function between(from: View, to: View, progress: number): View {
  if (progress >= 1) return to;
  const side = from.side * (to.side / from.side) ** progress;
  const share = from.side === to.side ? progress : (side - from.side) / (to.side - from.side);
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share, side };
}
