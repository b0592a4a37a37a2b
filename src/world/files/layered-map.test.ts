import fc from "fast-check";
import { expect, it } from "vitest";
import { layeredMap, type LayeredMap } from "./layered-map.ts";

it("is a map, and so are its copies, each by itself", () => {
  const key = fc.integer({ min: 0, max: 300 });
  const step = fc.record({
    which: fc.nat(),
    what: fc.constantFrom("set", "set", "set", "delete", "copy"),
    key,
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 600 }), (steps) => {
      const maps: { readonly ours: LayeredMap<number, object>; readonly theirs: Map<number, object> }[] = [
        { ours: layeredMap(), theirs: new Map() },
      ];
      for (const { which, what, key } of steps) {
        const at = maps[which % Math.min(maps.length, 4)];
        if (at === undefined) throw new Error("no map");
        if (what === "copy") {
          maps.push({ ours: at.ours.copy(), theirs: new Map(at.theirs) });
          continue;
        }
        for (const map of [at.ours, at.theirs]) {
          if (what === "set") map.set(key, { key });
          else map.delete(key);
        }
      }
      for (const { ours, theirs } of maps) {
        expect(new Map(ours)).toEqual(theirs);
        expect([ours.size, new Set(ours.keys())]).toEqual([theirs.size, new Set(theirs.keys())]);
        for (let one = 0; one <= 300; one++)
          expect([ours.has(one), ours.get(one)]).toEqual([theirs.has(one), theirs.get(one)]);
      }
    }),
  );
});
