/**
 * Sets of addresses as tcprules can write them: the numbers of an address or of a prefix, the last of which may be a
 * range, such as `198.51.100-103.` Addresses are numbers from 0 to 2^32 - 1 here.
 */

/** The fewest rule addresses that stand for all from `low` to `high`; "" stands for everybody. */
export function addressesBetween(low: number, high: number): readonly string[] {
  if (low > high) return [];
  return low === 0 && high === LAST ? [""] : [...below("", 0, low, high)];
}

function* below(prefix: string, level: number, low: number, high: number): Generator<string, void> {
  const size = 256 ** (3 - level);
  let first = Math.floor(low / size);
  let last = Math.floor(high / size);
  const firstFull = Math.ceil(low / size);
  const lastFull = Math.floor((high + 1) / size) - 1;
  const inside = (number: number): string => `${prefix}${number}.`;
  if (first < firstFull) {
    const top = Math.min(high, (first + 1) * size - 1);
    yield* below(inside(first), level + 1, low - first * size, top - first * size);
    first++;
  }
  const isLastFull = last === lastFull;
  if (!isLastFull) last--;
  if (first <= last) {
    const range = first === last ? String(first) : `${first}-${last}`;
    yield prefix + range + (level === 3 ? "" : ".");
  }
  if (!isLastFull && last + 1 >= first) {
    const start = (last + 1) * size;
    yield* below(inside(last + 1), level + 1, Math.max(low, start) - start, high - start);
  }
}

/** The addresses of a network as others write it (`10.1.0.0/16`, `10.1/16`, `10.1.0.0/255.255.0.0`), as rule addresses. */
export function addressesOfNetwork(written: string): readonly string[] | null {
  const [start = "", mask = "", ...more] = written.split("/");
  const bits = /^[0-9]{1,2}$/.test(mask) ? Number(mask) : bitsOfMask(mask);
  const ends = endsOf(start);
  if (more.length > 0 || ends === null || bits === null || bits > 32) return null;
  const size = 2 ** (32 - bits);
  const low = Math.floor(ends.low / size) * size;
  return addressesBetween(low, low + size - 1);
}

/** How many bits a mask such as 255.255.252.0 keeps; null if it's none. */
function bitsOfMask(mask: string): number | null {
  const ends = mask.split(".").length === 4 ? endsOf(mask) : null;
  if (ends === null || ends.low !== ends.high) return null;
  const bits = 32 - Math.log2(LAST + 1 - ends.low);
  return Number.isInteger(bits) ? bits : null;
}

/** The first and the last address that begin with one to four numbers, with a dot at their end or without one. */
export function endsOf(written: string): { readonly low: number; readonly high: number } | null {
  const numbers = written.replace(/\.$/, "").split(".");
  if (numbers.length > 4 || !numbers.every((number) => /^[0-9]{1,3}$/.test(number) && Number(number) <= 255))
    return null;
  const size = 256 ** (4 - numbers.length);
  const low = numbers.reduce((sum, number) => sum * 256 + Number(number), 0) * size;
  return { low, high: low + size - 1 };
}

const LAST = 2 ** 32 - 1;
