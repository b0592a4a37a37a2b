import type { Cell } from "./hilbert.ts";

/** What pointers on the map ask for. Places are CSS pixels from its top left corner. */
export interface GestureHandlers {
  readonly onDrag: (by: Cell) => void;
  /** Two fingers moved: so many times further apart, around the middle between them. */
  readonly onPinch: (factor: number, around: Cell) => void;
  /** A press that went nowhere. */
  readonly onTap: (at: Cell) => void;
}

/** Follows the pointers that are down. */
export class Gestures {
  readonly #handlers: GestureHandlers;
  readonly #down = new Map<number, Cell>();
  #travelled = 0;

  constructor(handlers: GestureHandlers) {
    this.#handlers = handlers;
  }

  get isActive(): boolean {
    return this.#down.size > 0;
  }

  down(id: number, at: Cell): void {
    if (this.#down.size === 0) this.#travelled = 0;
    this.#down.set(id, at);
  }

  move(id: number, at: Cell): void {
    const before = this.#down.get(id);
    if (before === undefined) return;
    const other = [...this.#down].find(([one]) => one !== id)?.[1];
    this.#down.set(id, at);
    const by = { x: at.x - before.x, y: at.y - before.y };
    this.#travelled += Math.hypot(by.x, by.y);
    if (this.#travelled < TAP_PIXELS) return;
    if (other === undefined) {
      this.#handlers.onDrag(by);
      return;
    }
    const middle = { x: (at.x + other.x) / 2, y: (at.y + other.y) / 2 };
    const apart = (one: Cell) => Math.max(1, Math.hypot(one.x - other.x, one.y - other.y));
    this.#handlers.onDrag({ x: by.x / 2, y: by.y / 2 });
    this.#handlers.onPinch(apart(at) / apart(before), middle);
  }

  up(id: number, at: Cell): void {
    if (!this.#down.delete(id)) return;
    if (this.#down.size === 0 && this.#travelled < TAP_PIXELS) this.#handlers.onTap(at);
  }

  cancel(id: number): void {
    this.#down.delete(id);
  }
}

const TAP_PIXELS = 6;
