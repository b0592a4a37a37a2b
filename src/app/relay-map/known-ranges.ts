import type { AddressRange } from "../../audit/index.ts";

/** A range with a purpose of its own. */
export interface KnownRange extends AddressRange {
  /** As short as a map needs it. */
  readonly name: string;
  readonly title: string;
  readonly source: string;
}

// The IANA registries of IPv4 special-purpose (RFC 6890) and multicast (RFC 5771) addresses, widest first.
export const knownRanges: readonly KnownRange[] = (
  [
    [224, 0, 0, 0, 4, "multicast", "multicast groups", "RFC 5771"],
    [240, 0, 0, 0, 4, "reserved", "reserved for future use", "RFC 1112"],
    [0, 0, 0, 0, 8, "this network", "this network, only as a source address", "RFC 791"],
    [10, 0, 0, 0, 8, "private", "private networks", "RFC 1918"],
    [127, 0, 0, 0, 8, "loopback", "the machine itself", "RFC 1122"],
    [100, 64, 0, 0, 10, "shared", "shared by carriers for NAT", "RFC 6598"],
    [172, 16, 0, 0, 12, "private", "private networks", "RFC 1918"],
    [198, 18, 0, 0, 15, "benchmarks", "benchmarks of network devices", "RFC 2544"],
    [169, 254, 0, 0, 16, "link-local", "addresses that a link gives itself", "RFC 3927"],
    [192, 168, 0, 0, 16, "private", "private networks", "RFC 1918"],
    [192, 0, 0, 0, 24, "protocols", "IETF protocol assignments", "RFC 6890"],
    [192, 0, 2, 0, 24, "documentation", "documentation (TEST-NET-1)", "RFC 5737"],
    [192, 88, 99, 0, 24, "6to4 relays", "6to4 relays, given up", "RFC 7526"],
    [198, 51, 100, 0, 24, "documentation", "documentation (TEST-NET-2)", "RFC 5737"],
    [203, 0, 113, 0, 24, "documentation", "documentation (TEST-NET-3)", "RFC 5737"],
    [255, 255, 255, 255, 32, "broadcast", "everybody on the link", "RFC 919"],
  ] as const
).map(([a, b, c, d, bits, name, title, source]) => {
  const first = ((a * 256 + b) * 256 + c) * 256 + d;
  return { first, last: first + 2 ** (32 - bits) - 1, name, title, source };
});

/** The narrowest known range that has all of a range in it. */
export function knownRangeAround({ first, last }: AddressRange): KnownRange | null {
  return knownRanges.findLast((known) => known.first <= first && last <= known.last) ?? null;
}
