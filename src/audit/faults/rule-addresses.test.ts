import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bytesOf } from "../../engine/bytes/index.ts";
import { cdbRecords, openCdb } from "../../engine/cdb/index.ts";
import { compileRules } from "../../engine/tcprules/index.ts";
import { networkRange, prefixRange, ruleAddresses } from "./rule-addresses.ts";

describe("networkRange", () => {
  it.each<[string, readonly string[] | null]>([
    ["198.51.100.0/22", ["198.51.100-103."]],
    ["192.168.1.0/24", ["192.168.1."]],
    ["192.168.1.77/24", ["192.168.1."]],
    ["203.0.113.64/27", ["203.0.113.64-95"]],
    ["10.0.0.0/8", ["10."]],
    ["10/8", ["10."]],
    ["172.16.0.0/12", ["172.16-31."]],
    ["128.0.0.0/1", ["128-255."]],
    ["192.0.2.25/32", ["192.0.2.25"]],
    ["0.0.0.0/0", [""]],
    ["10.1.0.0/255.255.0.0", ["10.1."]],
    ["10.1.0.0/255.255.255.255", ["10.1.0.0"]],
    ["10.1.0.0/255.0.255.0", null],
    ["10.1.0.0/33", null],
    ["10.1.0.300/24", null],
    ["2001:db8::/32", null],
  ])("writes %s as %j", (network, addresses) => {
    const range = networkRange(network);
    expect(range === null ? null : ruleAddresses(range)).toEqual(addresses);
  });
});

describe("ruleAddresses", () => {
  it("takes as many as it needs", () => {
    const first = prefixRange("192.168.1.10")?.first ?? 0;
    const last = prefixRange("192.168.4.20")?.last ?? 0;
    expect(ruleAddresses({ first, last })).toEqual(["192.168.1.10-255", "192.168.2-3.", "192.168.4.0-20"]);
  });

  it("stands for exactly those addresses, in the keys that tcprules makes", () => {
    const address = fc.integer({ min: 0, max: 2 ** 32 - 1 });
    const edge = fc.constantFrom(0, 255, 256, 65535, 65536, 2 ** 24 - 1, 2 ** 24, 2 ** 32 - 1);
    fc.assert(
      fc.property(fc.oneof(address, edge), fc.oneof(address, edge), (one, other) => {
        const [first, last] = [Math.min(one, other), Math.max(one, other)];
        fc.pre(last - first < 2 ** 32 - 1);
        const rules = ruleAddresses({ first, last }).map((written) => `${written}:allow\n`);
        const compiled = compileRules(bytesOf(rules.join("")));
        if (compiled.kind !== "compiled") throw new Error(compiled.kind);
        const ranges = (cdbRecords(openCdb(compiled.cdb)) ?? []).map(([key]) => prefixRange(key));
        let next = first;
        for (const range of ranges) {
          expect(range?.first).toBe(next);
          next = (range?.last ?? 0) + 1;
        }
        expect(next).toBe(last + 1);
      }),
    );
  });
});
