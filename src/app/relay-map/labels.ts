import { addressText } from "../../audit/index.ts";
import { ADDRESS_ORDER, blockUnder, MAP_SIDE, squareOf, type Block, type Square } from "./blocks.ts";
import type { View } from "./view.ts";

export interface Label {
  readonly text: string;
  readonly square: Square;
}

/** The names of the blocks in a view, of the narrowest kind that there is room for, and that kind's order. */
export interface Labels {
  readonly order: number;
  readonly labels: readonly Label[];
}

/** The orders whose blocks are /8, /16 and /24 networks, and addresses. */
const WHOLE_NUMBER_ORDERS = [16, 12, 8, 4];

/**
 * Names blocks where they have room: the narrowest networks that end at a dot and whose short names fit, or the blocks in
 * between whose whole names do. `pixels` is the side of the view, `characterPixels` the width of a character.
 */
export function labelsIn(view: View, pixels: number, characterPixels: number): Labels {
  const room = (order: number) => (MAP_SIDE / 2 ** order / view.side) * pixels - 2 * GAP_PIXELS;
  for (let order = ADDRESS_ORDER; order > 0; order--) {
    const isWhole = WHOLE_NUMBER_ORDERS.includes(order);
    const least = !isWhole ? WHOLE_CHARACTERS : order === 4 ? SHORT_CHARACTERS - 1 : SHORT_CHARACTERS;
    if (room(order) < least * characterPixels) continue;
    const labels = blocksIn(view, order).map((block) => {
      const names = isWhole ? [fullName(block), shortName(block)] : [fullName(block)];
      const text = names.find((name) => name.length * characterPixels <= room(order)) ?? "";
      return { text, square: squareOf(block) };
    });
    return { order, labels: labels.filter(({ text }) => text !== "") };
  }
  return { order: 0, labels: [] };
}

const GAP_PIXELS = 2;
/** Of ".255" and of "255.255.255.255/32". */
const SHORT_CHARACTERS = 4;
const WHOLE_CHARACTERS = 18;

function fullName({ first, order }: Block): string {
  return order === ADDRESS_ORDER ? addressText(first) : `${addressText(first)}/${order * 2}`;
}

/** What a network is called among its neighbours: "10" of 10.0.0.0/8, ".5" of 192.168.5.0/24. */
function shortName({ first, order }: Block): string {
  const number = addressText(first).split(".")[order / 4 - 1] ?? "";
  return order === 4 ? number : `.${number}`;
}

/** The blocks of an order that a view has parts of, row by row. */
function blocksIn(view: View, order: number): readonly Block[] {
  const side = MAP_SIDE / 2 ** order;
  const from = (start: number) => Math.floor(start / side);
  const to = (start: number) => Math.min(2 ** order, Math.ceil((start + view.side) / side));
  const blocks: Block[] = [];
  for (let y = from(view.y); y < to(view.y); y++)
    for (let x = from(view.x); x < to(view.x); x++)
      blocks.push(blockUnder({ x: x * side, y: y * side }, order));
  return blocks;
}
