import type { OutcomeKind } from "../../audit/index.ts";
import type { Palette } from "../palette/index.ts";
import {
  ADDRESS_ORDER,
  blockHolding,
  boxOf,
  MAP_SIDE,
  blockUnder,
  squareOf,
  type Block,
  type Square,
} from "./blocks.ts";
import { inkOn } from "./colours.ts";
import { knownRanges } from "./known-ranges.ts";
import { labelsIn } from "./labels.ts";
import { limits } from "./limits.ts";
import { kinds } from "./outcomes.ts";
import type { TileStore } from "./tile-store.ts";
import { tilesInView } from "./tiles-in-view.ts";
import type { TileId } from "./tile.ts";
import { centreOf, type View } from "./view.ts";

export interface MapScene {
  readonly view: View;
  /** CSS pixels of the map's side. */
  readonly pixels: number;
  readonly tiles: TileStore;
  /** What becomes of an address; null if that isn't known. */
  readonly kindAt: (address: number) => OutcomeKind | null;
  readonly palette: Palette;
  /** A font-family list, for names. */
  readonly font: string;
  readonly cursor: Block;
  readonly pointed: Block | null;
}

/** Draws what there is, and says what tiles are missing. The context's unit is a CSS pixel. */
export function drawMap(context: CanvasRenderingContext2D, scene: MapScene): void {
  const { pixels, palette } = scene;
  context.fillStyle = palette.surface;
  context.fillRect(0, 0, pixels, pixels);
  drawTiles(context, scene);
  const labelledPixels = drawGridAndLabels(context, scene);
  drawKnownRanges(context, scene, labelledPixels >= NAMES_PIXELS_MIN ? "named" : "unnamed");
  drawMarks(context, scene);
  if (scene.pointed !== null) outline(context, scene, squareOf(scene.pointed), 1);
  outline(context, scene, squareOf(scene.cursor), 2);
}

function drawTiles(context: CanvasRenderingContext2D, scene: MapScene): void {
  const { view, pixels, tiles } = scene;
  const wanted = tilesInView(view, pixels);
  tiles.want([...wanted, { level: 0, x: 0, y: 0 }]);
  context.imageSmoothingEnabled = false;
  for (const tile of wanted) drawNearest(context, scene, tile);
}

/** Draws a tile, or as long as it's missing the part of a wider one that shows the same. */
function drawNearest(context: CanvasRenderingContext2D, scene: MapScene, tile: TileId): void {
  for (let up = 0; up <= tile.level; up++) {
    const found = scene.tiles.get({ level: tile.level - up, x: tile.x >> up, y: tile.y >> up });
    if (found === null) continue;
    const part = limits.tileSide / 2 ** up;
    const from = (at: number) => (at % 2 ** up) * part;
    const side = MAP_SIDE / 2 ** tile.level;
    const { x, y, side: width } = onScreen(scene, { x: tile.x * side, y: tile.y * side, side });
    // Whole pixels, so that no seam shows between tiles.
    const [left, top] = [Math.round(x), Math.round(y)];
    const [right, bottom] = [Math.round(x + width), Math.round(y + width)];
    context.drawImage(
      found.image,
      from(tile.x),
      from(tile.y),
      part,
      part,
      left,
      top,
      right - left,
      bottom - top,
    );
    return;
  }
}

/** What a person must not overlook stands above lines and labels: a ring where a few relay, a diamond where they're denied. */
function drawMarks(context: CanvasRenderingContext2D, scene: MapScene): void {
  const { view, pixels, tiles, palette } = scene;
  for (const tile of tilesInView(view, pixels)) {
    for (const { address, kind } of tiles.get(tile)?.marks ?? []) {
      const square = onScreen(scene, squareOf(blockHolding(address, ADDRESS_ORDER)));
      const { x, y } = centreOf(square);
      context.beginPath();
      if (kinds[kind] === "relays") context.arc(x, y, MARK_PIXELS, 0, 2 * Math.PI);
      else {
        context.moveTo(x, y - MARK_PIXELS);
        for (const [right, down] of [
          [1, 0],
          [0, 1],
          [-1, 0],
        ] as const)
          context.lineTo(x + right * MARK_PIXELS, y + down * MARK_PIXELS);
        context.closePath();
      }
      for (const [colour, lineWidth] of [
        [palette.surface, 4.5],
        [kinds[kind] === "relays" ? palette.accent : palette.bad, 2],
      ] as const) {
        context.strokeStyle = colour;
        context.lineWidth = lineWidth;
        context.stroke();
      }
    }
  }
}

const MARK_PIXELS = 4.5;

/** Gives how wide the blocks are that have labels. */
function drawGridAndLabels(context: CanvasRenderingContext2D, scene: MapScene): number {
  const { view, pixels, palette } = scene;
  const fontPixels = pixels < NARROW_PIXELS ? 8.5 : 11;
  context.font = `${fontPixels}px ${palette.monoFont}`;
  const { order, labels } = labelsIn(view, pixels, context.measureText("0").width);
  grid(context, scene, order, 0.18);
  if (order > 4) grid(context, scene, Math.floor((order - 1) / 4) * 4, 0.5);
  context.textBaseline = "top";
  for (const { text, square } of labels) {
    const { x, y, side } = onScreen(scene, square);
    const [left, top] = [Math.max(2, x + 2.5), Math.max(2, y + 3)];
    // Of a block that is only partly in view the name is left out rather than written over its neighbour.
    const isRoom =
      left + context.measureText(text).width <= Math.min(pixels, x + side) &&
      top + fontPixels <= Math.min(pixels, y + side);
    if (isRoom) written(context, scene, text, { x: left, y: top });
  }
  return (MAP_SIDE / 2 ** order / view.side) * pixels;
}

const NARROW_PIXELS = 480;
/** In narrower blocks a range's name would be written over their labels. */
const NAMES_PIXELS_MIN = 26;

function grid(
  context: CanvasRenderingContext2D,
  { view, pixels, palette }: MapScene,
  order: number,
  alpha: number,
): void {
  const side = MAP_SIDE / 2 ** order;
  const scale = pixels / view.side;
  context.strokeStyle = palette.text;
  context.globalAlpha = alpha;
  context.lineWidth = 1;
  context.beginPath();
  for (let line = Math.ceil(view.x / side); line * side <= view.x + view.side; line++) {
    const at = Math.round((line * side - view.x) * scale) + 0.5;
    context.moveTo(at, 0);
    context.lineTo(at, pixels);
  }
  for (let line = Math.ceil(view.y / side); line * side <= view.y + view.side; line++) {
    const at = Math.round((line * side - view.y) * scale) + 0.5;
    context.moveTo(0, at);
    context.lineTo(pixels, at);
  }
  context.stroke();
  context.globalAlpha = 1;
}

function drawKnownRanges(
  context: CanvasRenderingContext2D,
  scene: MapScene,
  names: "named" | "unnamed",
): void {
  context.textBaseline = "bottom";
  const { pixels, palette } = scene;
  context.font = `${pixels < NARROW_PIXELS ? 8 : 10}px ${scene.font}`;
  for (const known of knownRanges) {
    const { left, top, right, bottom } = boxOf(known);
    const { x, y, side: width } = onScreen(scene, { x: left, y: top, side: right - left });
    const { side: height } = onScreen(scene, { x: left, y: top, side: bottom - top });
    const isSeen = x < pixels && y < pixels && x + width > 0 && y + height > 0;
    if (!isSeen || width < 6 || (x < 0 && y < 0 && x + width > pixels && y + height > pixels)) continue;
    context.strokeStyle = palette.text;
    context.lineWidth = 1;
    context.setLineDash([3, 3]);
    context.strokeRect(x + 1.5, y + 1.5, width - 3, height - 3);
    context.setLineDash([]);
    if (names === "unnamed" || context.measureText(known.name).width + 4 > width) continue;
    written(context, scene, known.name, { x: Math.max(2, x + 3), y: Math.min(pixels - 2, y + height - 3) });
  }
}

function written(
  context: CanvasRenderingContext2D,
  { view, pixels, palette, kindAt }: MapScene,
  text: string,
  { x, y }: { readonly x: number; readonly y: number },
): void {
  const place = (at: number, from: number) =>
    Math.min(MAP_SIDE - 1, Math.max(0, from + (at * view.side) / pixels));
  const { first } = blockUnder({ x: place(x, view.x), y: place(y, view.y) }, ADDRESS_ORDER);
  const { ink, ground } = inkOn(kindAt(first), palette);
  context.lineJoin = "round";
  context.lineWidth = 3;
  context.strokeStyle = ground;
  context.strokeText(text, x, y);
  context.fillStyle = ink;
  context.fillText(text, x, y);
}

/** A line around a block that is seen on any ground, and around the smallest ones too. */
function outline(context: CanvasRenderingContext2D, scene: MapScene, square: Square, width: 1 | 2): void {
  const { x, y, side } = onScreen(scene, square);
  const shown = Math.max(side, 6);
  const [left, top] = [x + (side - shown) / 2, y + (side - shown) / 2];
  for (const [colour, lineWidth] of [
    [scene.palette.surface, width + 2],
    [scene.palette.text, width],
  ] as const) {
    context.strokeStyle = colour;
    context.lineWidth = lineWidth;
    context.strokeRect(left, top, shown, shown);
  }
}

function onScreen({ view, pixels }: MapScene, { x, y, side }: Square): Square {
  const scale = pixels / view.side;
  return { x: (x - view.x) * scale, y: (y - view.y) * scale, side: side * scale };
}
