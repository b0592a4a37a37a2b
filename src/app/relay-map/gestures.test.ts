import { expect, it } from "vitest";
import { Gestures } from "./gestures.ts";

function recorded(): { readonly gestures: Gestures; readonly told: unknown[] } {
  const told: unknown[] = [];
  const gestures = new Gestures({
    onDrag: ({ x, y }) => told.push(["drag", x, y]),
    onPinch: (factor, { x, y }) => told.push(["pinch", factor, x, y]),
    onTap: ({ x, y }) => told.push(["tap", x, y]),
  });
  return { gestures, told };
}

it("takes a press that goes nowhere for a tap, and one that goes somewhere for a drag", () => {
  const { gestures, told } = recorded();
  gestures.down(1, { x: 10, y: 10 });
  gestures.move(1, { x: 11, y: 10 });
  gestures.up(1, { x: 11, y: 10 });
  gestures.down(1, { x: 10, y: 10 });
  gestures.move(1, { x: 30, y: 15 });
  gestures.up(1, { x: 30, y: 15 });
  expect(told).toEqual([
    ["tap", 11, 10],
    ["drag", 20, 5],
  ]);
});

it("takes two fingers that part for a pinch around their middle", () => {
  const { gestures, told } = recorded();
  gestures.down(1, { x: 0, y: 0 });
  gestures.down(2, { x: 100, y: 0 });
  gestures.move(2, { x: 200, y: 0 });
  gestures.up(2, { x: 200, y: 0 });
  gestures.up(1, { x: 0, y: 0 });
  expect(told).toEqual([
    ["drag", 50, 0],
    ["pinch", 2, 100, 0],
  ]);
});

it("ignores pointers that aren't down", () => {
  const { gestures, told } = recorded();
  gestures.move(1, { x: 50, y: 50 });
  gestures.up(1, { x: 50, y: 50 });
  expect(told).toEqual([]);
});
