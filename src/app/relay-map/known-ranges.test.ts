import { expect, it } from "vitest";
import { addressNumber, rangeText } from "../../audit/index.ts";
import { knownRangeAround, knownRanges } from "./known-ranges.ts";

it.each([
  ["127.0.0.1", "loopback", "127.0.0.0-127.255.255.255"],
  ["10.1.2.3", "private", "10.0.0.0-10.255.255.255"],
  ["172.31.255.255", "private", "172.16.0.0-172.31.255.255"],
  ["192.168.5.13", "private", "192.168.0.0-192.168.255.255"],
  ["192.0.2.7", "documentation", "192.0.2.0-192.0.2.255"],
  ["239.0.0.1", "multicast", "224.0.0.0-239.255.255.255"],
  ["255.255.255.255", "broadcast", "255.255.255.255"],
])("knows what %s is for", (text, name, range) => {
  const address = addressNumber(text) ?? -1;
  const known = knownRangeAround({ first: address, last: address });
  expect([known?.name, known === null ? null : rangeText(known)]).toEqual([name, range]);
});

it("knows nothing of a public address, nor of a block that is wider", () => {
  expect(knownRangeAround({ first: 0x08080808, last: 0x08080808 })).toBeNull();
  expect(knownRangeAround({ first: 0x7e000000, last: 0x7fffffff })).toBeNull();
});

it("lists wider ranges before those within them", () => {
  const sizes = knownRanges.map(({ first, last }) => last - first);
  expect(sizes).toEqual(sizes.toSorted((left, right) => right - left));
});
