import fc from "fast-check";
import { expect, it } from "vitest";
import { blockHolding, blocksOf, blockUnder, boxOf, MAP_SIDE, squareOf } from "./blocks.ts";
import { labelsIn } from "./labels.ts";
import { limits } from "./limits.ts";
import { addresses } from "./partition.test-kit.ts";
import { pointedOrder, tilesInView } from "./tiles-in-view.ts";
import { between, cursorOrder, moved, viewHolding, viewOf, wholeView, zoomed, type View } from "./view.ts";

const views = fc
  .tuple(
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.double({ min: 2, max: 16, noNaN: true }),
  )
  .map(([right, down, log]): View => {
    const side = 2 ** log;
    return { x: right * (MAP_SIDE - side), y: down * (MAP_SIDE - side), side };
  });
const ranges = fc.tuple(addresses, addresses).map(([one, other]) => ({
  first: Math.min(one, other),
  last: Math.max(one, other),
}));

function expectWithinMap({ x, y, side }: View): void {
  expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
  expect(Math.max(x, y) + side).toBeLessThanOrEqual(MAP_SIDE + 1e-6);
  expect(side).toBeGreaterThanOrEqual(limits.viewSideMin);
}

it("never shows anything beyond the map, however one zooms and pans", () => {
  fc.assert(
    fc.property(views, fc.double({ min: 0.01, max: 100, noNaN: true }), (view, factor) => {
      expectWithinMap(zoomed(view, factor, { x: view.x, y: view.y + view.side }));
      expectWithinMap(moved(view, { right: factor, down: -factor }));
      expectWithinMap(between(view, zoomed(view, factor), 0.3));
    }),
  );
});

it("keeps what is under the pointer there while it zooms in", () => {
  fc.assert(
    fc.property(views, fc.double({ min: 0, max: 1, noNaN: true }), (view, part) => {
      fc.pre(view.side > 16);
      const around = { x: view.x + part * view.side, y: view.y + (1 - part) * view.side };
      const closer = zoomed(view, 3, around);
      expect((around.x - closer.x) / closer.side).toBeCloseTo(part);
      expect((around.y - closer.y) / closer.side).toBeCloseTo(1 - part);
    }),
  );
});

it("finds for each range a view with all of its blocks in it", () => {
  fc.assert(
    fc.property(ranges, (range) => {
      const view = viewOf(boxOf(range));
      expectWithinMap(view);
      let next = range.first;
      for (const block of blocksOf(range)) {
        const { x, y, side } = squareOf(block);
        expect(block.first).toBe(next);
        next = block.last + 1;
        expect(
          x >= view.x && y >= view.y && x + side <= view.x + view.side && y + side <= view.y + view.side,
        ).toBe(true);
      }
      expect(next).toBe(range.last + 1);
    }),
  );
});

it("comes back from the square of a block to the block", () => {
  fc.assert(
    fc.property(addresses, fc.integer({ min: 0, max: 16 }), (address, order) => {
      const block = blockHolding(address, order);
      const { x, y, side } = squareOf(block);
      expect(blockUnder({ x: x + side / 2, y: y + side / 2 }, order)).toEqual(block);
    }),
  );
});

it("has about 16 cursor blocks side by side, down to single addresses", () => {
  expect([65_536, 4096, 256, 16, 4].map((side) => cursorOrder({ x: 0, y: 0, side }))).toEqual([
    4, 8, 12, 16, 16,
  ]);
});

it("moves a view no further than it takes to have the cursor in it", () => {
  expect(viewHolding({ x: 1000, y: 1000, side: 256 }, { x: 1256, y: 1100, side: 16 })).toEqual({
    x: 1016,
    y: 1000,
    side: 256,
  });
});

it("covers a view with few tiles, whatever its size", () => {
  fc.assert(
    fc.property(views, fc.integer({ min: 200, max: 1200 }), (view, pixels) => {
      const tiles = tilesInView(view, pixels);
      const side = MAP_SIDE / 2 ** (tiles[0]?.level ?? 0);
      expect(Math.min(...tiles.map(({ x }) => x)) * side).toBeLessThanOrEqual(view.x);
      expect((Math.max(...tiles.map(({ y }) => y)) + 1) * side).toBeGreaterThanOrEqual(
        view.y + view.side - 1e-6,
      );
      expect(tiles.length).toBeLessThanOrEqual((Math.ceil(pixels / 384) + 1) ** 2);
    }),
  );
});

it("lets a pointer tell single addresses apart in the closest views", () => {
  expect(pointedOrder(wholeView, 700)).toBe(7);
  expect(pointedOrder({ x: 0, y: 0, side: 16 }, 700)).toBe(16);
});

it("names networks by their last number where there's little room, and in whole where there's more", () => {
  const named = (view: View) =>
    labelsIn(view, 700, 6.6)
      .labels.slice(0, 2)
      .map(({ text }) => text);
  expect(named(wholeView)).toEqual(["0", "1"]);
  expect(named({ x: 0, y: 0, side: 16_384 })).toEqual(["0.0.0.0/8", "1.0.0.0/8"]);
  expect(named({ x: 0, y: 0, side: 4096 })).toEqual([".0", ".1"]);
  expect(named({ x: 0, y: 0, side: 4 })).toEqual(["0.0.0.0", "0.0.0.1"]);
});
