import fc from "fast-check";
import { expect, it } from "vitest";
import { cellAt, distanceTo, orientationAt } from "./hilbert.ts";

const place = fc
  .integer({ min: 1, max: 16 })
  .chain((order) => fc.tuple(fc.constant(order), fc.integer({ min: 0, max: 4 ** order - 1 })));

it("begins as the usual maps of IPv4 do: 0, 1, 14, 15 at the top, 3, 2, 13, 12 below", () => {
  const rows = [0, 1].map((y) => [0, 1, 2, 3].map((x) => distanceTo(4, { x, y })));
  expect(rows).toEqual([
    [0, 1, 14, 15],
    [3, 2, 13, 12],
  ]);
});

it("has 0.0.0.0 top left, 127.255.255.255 and 128.0.0.0 at the bottom, 255.255.255.255 top right", () => {
  expect(cellAt(16, 0)).toEqual({ x: 0, y: 0 });
  expect(cellAt(16, 2 ** 31 - 1)).toEqual({ x: 32_767, y: 65_535 - 32_767 });
  expect(cellAt(16, 2 ** 31)).toEqual({ x: 32_768, y: 32_768 });
  expect(cellAt(16, 2 ** 32 - 1)).toEqual({ x: 65_535, y: 0 });
});

it("comes back from a cell to its distance, for any order", () => {
  fc.assert(
    fc.property(place, ([order, distance]) => {
      const cell = cellAt(order, distance);
      expect(Math.max(cell.x, cell.y)).toBeLessThan(2 ** order);
      expect(distanceTo(order, cell)).toBe(distance);
    }),
  );
});

it.each([1, 2, 3, 4, 5, 6])("visits each cell of order %i once", (order) => {
  const seen = new Set(
    Array.from({ length: 4 ** order }, (_, distance) => {
      const { x, y } = cellAt(order, distance);
      return y * 2 ** order + x;
    }),
  );
  expect(seen.size).toBe(4 ** order);
});

it("goes from each cell to one beside it", () => {
  fc.assert(
    fc.property(place, ([order, distance]) => {
      const here = cellAt(order, distance);
      const next = cellAt(order, Math.min(distance + 1, 4 ** order - 1));
      const steps = Math.abs(here.x - next.x) + Math.abs(here.y - next.y);
      expect(steps).toBe(distance === 4 ** order - 1 ? 0 : 1);
    }),
  );
});

it("visits the four parts of a cell before it goes on", () => {
  fc.assert(
    fc.property(place, ([order, distance]) => {
      fc.pre(order > 1);
      const { x, y } = cellAt(order, distance);
      expect(cellAt(order - 1, Math.floor(distance / 4))).toEqual({ x: x >> 1, y: y >> 1 });
    }),
  );
});

it("is drawn within a cell as the cell's orientation says", () => {
  fc.assert(
    fc.property(place, fc.integer({ min: 0, max: 2 ** 32 - 1 }), ([outer, whole], more) => {
      const inner = Math.min(8, 16 - outer);
      const within = more % 4 ** inner;
      const corner = cellAt(outer, whole);
      const part = cellAt(inner, within, orientationAt(outer, whole));
      const side = 2 ** inner;
      expect(cellAt(outer + inner, whole * side * side + within)).toEqual({
        x: corner.x * side + part.x,
        y: corner.y * side + part.y,
      });
    }),
  );
});
