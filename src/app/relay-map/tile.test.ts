import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addressNumber, outcomeAt, type AddressPartition } from "../../audit/index.ts";
import { blockHolding, squareOf } from "./blocks.ts";
import { blend, mixedColour, type Colour, type MapColours } from "./colours.ts";
import { compositionOf } from "./composition.ts";
import { kindNumber } from "./outcomes.ts";
import { addresses, partitionOf, partitions } from "./partition.test-kit.ts";
import { changeMark, fading, isDotOfMixture, MIXED_FADING } from "./patterns.ts";
import { TileMaker, type DrawnTile } from "./tile-maker.ts";
import type { TileId } from "./tile.ts";

const colours: MapColours = {
  kinds: [
    [11, 96, 112],
    [174, 42, 32],
    [133, 84, 0],
    [87, 95, 107],
    [220, 216, 208],
  ],
  background: [255, 255, 255],
  changed: [29, 33, 41],
};

function drawn(partition: AddressPartition, tile: TileId, before: AddressPartition | null = null): DrawnTile {
  const maker = new TileMaker();
  maker.prepare(partition, before, () => undefined);
  return maker.draw(tile, colours);
}

function pixel({ pixels }: DrawnTile, x: number, y: number): Colour {
  const at = (y * 256 + x) * 4;
  return [pixels[at] ?? -1, pixels[at + 1] ?? -1, pixels[at + 2] ?? -1];
}

function apart(left: Colour, right: Colour): number {
  return Math.max(...left.map((part, index) => Math.abs(part - (right[index] ?? 0))));
}

/** The tile of a level that has an address in it, and where in it that is. */
function tileWith(address: number, level: number): { tile: TileId; x: number; y: number } {
  const { x, y } = squareOf(blockHolding(address, 16));
  const side = 2 ** (16 - level);
  const pixelSide = side / 256;
  return {
    tile: { level, x: Math.floor(x / side), y: Math.floor(y / side) },
    x: Math.floor((x % side) / pixelSide),
    y: Math.floor((y % side) / pixelSide),
  };
}

const levels = fc.constantFrom(0, 1, 3, 7, 8, 9, 11, 14);

describe("drawTile", () => {
  it("gives each block the colour of exactly what is in it, on tiles of any level", () => {
    fc.assert(
      fc.property(partitions, addresses, levels, (partition, address, level) => {
        const { tile, x, y } = tileWith(address, level);
        const image = drawn(partition, tile);
        const order = Math.min(16, level + 8);
        const composition = compositionOf(partition, blockHolding(address, order));
        const present = [...composition.keys()].filter((kind) => (composition[kind] ?? 0) > 0);
        const [only = 0] = present;
        const plain = colours.kinds[only] ?? [0, 0, 0];
        const share = fading(only, x & 7, y & 7);
        const mixed = mixedColour(composition, colours);
        const under = colours.kinds[present.at(-1) ?? 0] ?? mixed;
        const wanted =
          present.length > 1
            ? isDotOfMixture(x, y)
              ? mixed
              : blend(mixed, under, MIXED_FADING)
            : plain.map((part, at) => Math.round(part + ((colours.background[at] ?? 0) - part) * share));
        expect(pixel(image, x, y)).toEqual(wanted);
      }),
      { numRuns: 150 },
    );
  });

  it("leaves no pixel of a tile undrawn", () => {
    fc.assert(
      fc.property(partitions, addresses, levels, (partition, address, level) => {
        const { pixels } = drawn(partition, tileWith(address, level).tile);
        expect(pixels.every((value, at) => at % 4 !== 3 || value === 255)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it.each([
    [
      "one address that may relay where others are let in",
      ':allow\n10.1.2.3:allow,RELAYCLIENT=""\n',
      "10.1.2.3",
    ],
    [
      "one address that may relay where others are denied",
      ':deny\n10.1.2.3:allow,RELAYCLIENT=""\n',
      "10.1.2.3",
    ],
    ["one address that is denied where others are let in", ":allow\n66.7.8.9:deny\n", "66.7.8.9"],
    [
      "one address that is denied where others may relay",
      ':allow,RELAYCLIENT=""\n66.7.8.9:deny\n',
      "66.7.8.9",
    ],
    [
      "one address that is let in where others may relay",
      ':allow,RELAYCLIENT=""\n66.7.8.9:allow\n',
      "66.7.8.9",
    ],
  ])("shows %s on the map of all addresses", (_, rules, text) => {
    const address = addressNumber(text) ?? 0;
    const { tile, x, y } = tileWith(address, 0);
    const image = drawn(partitionOf(rules), tile);
    const others = drawn(partitionOf(`${rules.split("\n")[0] ?? ""}\n`), tile);
    expect(apart(pixel(image, x, y), pixel(others, x, y))).toBeGreaterThan(25);
  });

  it("marks what fares otherwise than before, be it one address", () => {
    const before = partitionOf(":allow\n");
    const after = partitionOf(':allow\n10.1.2.3:allow,RELAYCLIENT=""\n');
    const address = addressNumber("10.1.2.3") ?? 0;
    const { tile, x, y } = tileWith(address, 0);
    const plain = pixel(drawn(after, tile), x, y);
    const marked = pixel(drawn(after, tile, before), x, y);
    const wanted = plain.map((part, at) =>
      Math.round(part + ((colours.changed[at] ?? 0) - part) * changeMark(x, y)),
    );
    expect(marked).toEqual(wanted);
    expect(pixel(drawn(after, tile, before), 200, 200)).toEqual(pixel(drawn(after, tile), 200, 200));
  });
});

describe("marksIn", () => {
  const rules = ':allow\n10.1.2.3:allow,RELAYCLIENT=""\n66.7.8.9:deny\n127.:allow,RELAYCLIENT=""\n';
  it("marks ranges that relay or are denied and are too small to be seen, but none that are wide", () => {
    expect(drawn(partitionOf(rules), { level: 0, x: 0, y: 0 }).marks).toEqual([
      { address: addressNumber("10.1.2.3"), kind: kindNumber("relays") },
      { address: addressNumber("66.7.8.9"), kind: kindNumber("denied") },
    ]);
  });

  it("marks nothing where an address has room of its own", () => {
    const { tile } = tileWith(addressNumber("10.1.2.3") ?? 0, 10);
    expect(drawn(partitionOf(rules), tile).marks).toEqual([]);
  });

  it("marks nothing where marks would hide the map", () => {
    const many = Array.from({ length: 100 }, (_, index) => `10.${index}.1.1:deny\n`).join("");
    expect(drawn(partitionOf(many), { level: 0, x: 0, y: 0 }).marks).toEqual([]);
  });
});

describe("prepare", () => {
  it("counts the addresses of each kind, and tells its progress up to the end", () => {
    fc.assert(
      fc.property(partitions, partitions, (partition, before) => {
        const told: number[] = [];
        const totals = new TileMaker().prepare(partition, before, (done) => told.push(done));
        expect(totals.addresses).toEqual(compositionOf(partition, { first: 0, last: 2 ** 32 - 1 }));
        expect(totals.addresses.reduce((sum, count) => sum + count, 0)).toBe(2 ** 32);
        expect(told.at(-1)).toBe(1);
        expect(told).toEqual(told.toSorted((left, right) => left - right));
      }),
    );
  });
});

describe("compositionOf", () => {
  it("agrees with a look-up of each address", () => {
    fc.assert(
      fc.property(partitions, addresses, fc.integer({ min: 0, max: 300 }), (partition, first, more) => {
        const last = Math.min(2 ** 32 - 1, first + more);
        const counts = new Float64Array(5);
        for (let address = first; address <= last; address++) {
          const kind = kindNumber(outcomeAt(partition, address).kind);
          counts[kind] = (counts[kind] ?? 0) + 1;
        }
        expect(compositionOf(partition, { first, last })).toEqual(counts);
      }),
    );
  });
});
