/** IPv4 addresses from `first` to `last`, both included, each as a number from 0 to 2^32 - 1. */
export interface AddressRange {
  readonly first: number;
  readonly last: number;
}

export const addressMax = 2 ** 32 - 1;

/** The number of a dotted-decimal address as tcpserver writes it; null for any other text. */
export function addressNumber(text: string): number | null {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255))
    return null;
  return parts.reduce((sum, part) => sum * 256 + Number(part), 0);
}

export function addressText(number: number): string {
  return [2 ** 24, 2 ** 16, 2 ** 8, 1].map((unit) => Math.floor(number / unit) % 256).join(".");
}

/** A range as people write it: `a.b.c.d`, `a.b.c.d/bits` or `a.b.c.d-e.f.g.h`. Null if it's none of these. */
export function parseRange(text: string): AddressRange | null {
  const [left = "", right, ...more] = text.split(/[-/]/);
  const first = addressNumber(left);
  if (first === null || more.length > 0) return null;
  if (right === undefined) return { first, last: first };
  if (text.includes("/")) {
    const size = 2 ** (32 - Number(right));
    const isWhole = /^\d{1,2}$/.test(right) && Number(right) <= 32 && first % size === 0;
    return isWhole ? { first, last: first + size - 1 } : null;
  }
  const last = addressNumber(right);
  return last === null || last < first ? null : { first, last };
}

export function rangeText({ first, last }: AddressRange): string {
  return first === last ? addressText(first) : `${addressText(first)}-${addressText(last)}`;
}

/** The fewest blocks `a.b.c.d/bits` that make up a range, in order. */
export function cidrs({ first, last }: AddressRange): readonly string[] {
  const blocks: string[] = [];
  for (let from = first; from <= last;) {
    let bits = 32;
    let size = 1;
    while (bits > 0 && from % (size * 2) === 0 && from + size * 2 - 1 <= last) {
      size *= 2;
      bits--;
    }
    blocks.push(`${addressText(from)}/${bits}`);
    from += size;
  }
  return blocks;
}

/** How many addresses there are in ranges that are apart from each other. */
export function addressCount(ranges: Iterable<AddressRange>): number {
  let count = 0;
  for (const { first, last } of ranges) count += last - first + 1;
  return count;
}

/** What is in `ranges` and in none of `others`; all of them in order and apart from each other. */
export function rangesOutside(
  ranges: readonly AddressRange[],
  others: readonly AddressRange[],
): readonly AddressRange[] {
  const sorted = others.toSorted((left, right) => left.first - right.first);
  return ranges.flatMap((range) => {
    const rest: AddressRange[] = [];
    let from = range.first;
    for (const { first, last } of sorted) {
      if (last < from || first > range.last) continue;
      if (first > from) rest.push({ first: from, last: first - 1 });
      from = last + 1;
    }
    if (from <= range.last) rest.push({ first: from, last: range.last });
    return rest;
  });
}
