import type { AddressRange } from "../../audit/index.ts";
import { blockHolding, blockUnder, boxOf, MAP_SIDE, squareOf, type Block } from "./blocks.ts";
import type { Cell } from "./hilbert.ts";
import { limits } from "./limits.ts";
import {
  between,
  cursorOrder,
  moved,
  viewHolding,
  viewOf,
  wholeView,
  withinMap,
  zoomed,
  type View,
} from "./view.ts";

/** Where a person is on the map: what is on the screen, where the cursor is, what the pointer is over. */
export class MapView {
  #view: View = $state.raw(wholeView);
  /** An address in the block that the cursor is on. */
  #address = $state(0);
  #pointed: Block | null = $state.raw(null);
  /** Where the view is going, in the end. */
  #goal: View = wholeView;
  #frame = 0;

  get view(): View {
    return this.#view;
  }

  /** The block under the pointer. */
  get pointed(): Block | null {
    return this.#pointed;
  }

  /** The block that the keyboard is on; it gets smaller as the view gets closer. */
  readonly cursor: Block = $derived(blockHolding(this.#address, cursorOrder(this.#view)));

  /** What the map tells of: the block under the pointer, else that of the cursor. */
  readonly told: Block = $derived(this.#pointed ?? this.cursor);

  get isWhole(): boolean {
    return this.#view.side === MAP_SIDE;
  }

  get isClosest(): boolean {
    return this.#view.side <= limits.viewSideMin;
  }

  /** The pointer is over a place of the map, where blocks of that order are drawn; null: over none. */
  point(place: Cell | null, order: number): void {
    const isOn = place !== null && Math.min(place.x, place.y) >= 0 && Math.max(place.x, place.y) < MAP_SIDE;
    const block = isOn ? blockUnder(place, order) : null;
    if (block?.first !== this.#pointed?.first || block?.order !== this.#pointed?.order) this.#pointed = block;
  }

  /** Puts the cursor where the pointer is. */
  choosePointed(): void {
    if (this.#pointed !== null) this.#address = this.#pointed.first;
  }

  /** Shows a view at once. */
  show(view: View): void {
    cancelAnimationFrame(this.#frame);
    this.#goal = withinMap(view);
    this.#view = this.#goal;
    this.#keepCursorIn(this.#goal);
  }

  /** Goes to a view, at once for whoever wants little motion. */
  go(view: View): void {
    const from = this.#view;
    this.#goal = withinMap(view);
    cancelAnimationFrame(this.#frame);
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
      this.#view = this.#goal;
      return;
    }
    let began: number | null = null;
    const step = (now: number): void => {
      began ??= now;
      const progress = Math.min(1, (now - began) / limits.zoomMs);
      this.#view = between(from, this.#goal, progress * (2 - progress));
      if (progress < 1) this.#frame = requestAnimationFrame(step);
    };
    this.#frame = requestAnimationFrame(step);
  }

  /** Zooms in (a factor above 1) or out, around a place or else the cursor if it's in view. */
  zoom(factor: number, around?: Cell): void {
    this.go(zoomed(this.#goal, factor, around ?? this.#cursorCentre()));
    this.#keepCursorIn(this.#goal);
  }

  /** Goes into the block that the cursor is on. */
  enter(): void {
    const { order } = blockHolding(this.#address, cursorOrder(this.#goal));
    const inner = squareOf(blockHolding(this.#address, Math.min(order, DEEPEST_ENTERED)));
    this.go(inner.side < this.#goal.side ? inner : this.#goal);
  }

  /** Goes out of the block that is in view, to the one around with 16 of that side by side. */
  leave(): void {
    const { side } = this.#goal;
    const order = Math.max(0, Math.round(Math.log2(MAP_SIDE / side)) - 4);
    this.go(squareOf(blockHolding(this.#address, order)));
  }

  whole(): void {
    this.go(wholeView);
  }

  /** Moves the cursor by blocks, and the view with it. */
  step({ right, down }: { readonly right: number; readonly down: number }): void {
    const { x, y, side } = squareOf(blockHolding(this.#address, cursorOrder(this.#goal)));
    const to = { x: x + right * side, y: y + down * side };
    if (Math.min(to.x, to.y) < 0 || Math.max(to.x, to.y) >= MAP_SIDE) return;
    this.#pointed = null;
    this.#address = blockUnder(to, cursorOrder(this.#goal)).first;
    this.show(viewHolding(this.#goal, { ...to, side }));
  }

  pan(by: { readonly right: number; readonly down: number }): void {
    this.show(moved(this.#view, by));
  }

  /** Shows a range, with the cursor at its first address. */
  goTo(range: AddressRange): void {
    this.#pointed = null;
    this.#address = range.first;
    this.go(viewOf(boxOf(range)));
  }

  close(): void {
    cancelAnimationFrame(this.#frame);
  }

  #cursorCentre(): Cell {
    const { x, y, side } = squareOf(blockHolding(this.#address, cursorOrder(this.#goal)));
    return { x: x + side / 2, y: y + side / 2 };
  }

  /** A cursor that is out of sight comes along. */
  #keepCursorIn(view: View): void {
    const { x, y, side } = squareOf(blockHolding(this.#address, cursorOrder(view)));
    const inside = (start: number, from: number) => Math.min(from + view.side - side, Math.max(from, start));
    const to = { x: inside(x, view.x), y: inside(y, view.y) };
    if (to.x !== x || to.y !== y) this.#address = blockUnder(to, cursorOrder(view)).first;
  }
}

/** Of the blocks that can be entered the narrowest are /24s, in which each address has its place. */
const DEEPEST_ENTERED = 12;
