import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addressCount,
  addressNumber,
  addressText,
  cidrs,
  parseRange,
  rangesOutside,
  rangeText,
} from "./index.ts";

describe("ranges", () => {
  it.each([
    ["192.0.2.25", "192.0.2.25"],
    ["192.168.5.0/24", "192.168.5.0-192.168.5.255"],
    ["0.0.0.0/0", "0.0.0.0-255.255.255.255"],
    ["203.0.113.64-203.0.113.95", "203.0.113.64-203.0.113.95"],
  ])("%s is %s", (text, range) => {
    const parsed = parseRange(text);
    expect(parsed === null ? null : rangeText(parsed)).toBe(range);
  });

  it.each([
    ...["192.168.5", "192.168.5.1/24", "1.2.3.4/33", "1.2.3.9-1.2.3.4", "256.1.1.1", "01.2.3.4", "", "x"],
    ...["10.0.0.0/8/9", "1.2.3.4-1.2.3.9-1.2.3.9", "10.0.0.0/8-10.0.0.9", "1.2.3.4-1.2.3.9/", "1.2.3.4/"],
  ])("%j is no range", (text) => {
    expect(parseRange(text)).toBeNull();
  });

  it("leaves what is in none of the others", () => {
    const range = (text: string) => parseRange(text) ?? { first: 0, last: 0 };
    const outside = (ranges: readonly string[], others: readonly string[]) =>
      rangesOutside(ranges.map(range), others.map(range)).map(rangeText);
    expect(outside(["10.0.0.0/8"], ["10.1.0.0/16", "10.0.0.0/16"])).toEqual(["10.2.0.0-10.255.255.255"]);
    expect(outside(["10.0.0.0/8"], ["0.0.0.0/0"])).toEqual([]);
    expect(outside(["10.0.0.1"], [])).toEqual(["10.0.0.1"]);
    expect(outside(["10.0.0.0-10.0.0.9"], ["10.0.0.4"])).toEqual(["10.0.0.0-10.0.0.3", "10.0.0.5-10.0.0.9"]);
  });

  it.each([
    ["0.0.0.0/0", ["0.0.0.0/0"]],
    ["203.0.113.64-203.0.113.95", ["203.0.113.64/27"]],
    ["10.0.0.1-10.0.0.6", ["10.0.0.1/32", "10.0.0.2/31", "10.0.0.4/31", "10.0.0.6/32"]],
    ["255.255.255.254-255.255.255.255", ["255.255.255.254/31"]],
  ])("%s is made of the blocks %j", (text, blocks) => {
    const range = parseRange(text);
    expect(range === null ? null : cidrs(range)).toEqual(blocks);
  });

  it("makes a range of blocks that follow each other, 62 at most", () => {
    const address = fc.integer({ min: 0, max: 2 ** 32 - 1 });
    fc.assert(
      fc.property(address, address, (one, other) => {
        const range = { first: Math.min(one, other), last: Math.max(one, other) };
        const blocks = cidrs(range).map((block) => parseRange(block));
        let next = range.first;
        for (const block of blocks) {
          expect(block?.first).toBe(next);
          next = (block?.last ?? 0) + 1;
        }
        expect(next).toBe(range.last + 1);
        expect(blocks.length).toBeLessThanOrEqual(62);
        expect(addressCount(blocks.flatMap((block) => block ?? []))).toBe(addressCount([range]));
      }),
    );
  });

  it("gives back each address's number", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 32 - 1 }), (number) => {
        expect(addressNumber(addressText(number))).toBe(number);
      }),
    );
  });
});
