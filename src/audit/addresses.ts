/** IPv4 addresses from `first` to `last`, both included, each as a number from 0 to 2^32 - 1. */
export interface AddressRange {
  readonly first: number;
  readonly last: number;
}

const last32 = 2 ** 32 - 1;

/** The number of a dotted-decimal address as tcpserver writes it; null for any other text. */
function addressNumber(text: string): number | null {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255))
    return null;
  return parts.reduce((sum, part) => sum * 256 + Number(part), 0);
}

export function addressText(number: number): string {
  return [2 ** 24, 2 ** 16, 2 ** 8, 1].map((unit) => Math.floor(number / unit) % 256).join(".");
}

/** The clients that a key of the rules can match by their address alone; null if there are none. */
// ucspi-tcp-0.88 rules.c doit: a whole address, or up to three numbers each with its dot, or nothing
export function keyRange(key: string): AddressRange | null {
  if (key === "") return { first: 0, last: last32 };
  const isPrefix = key.endsWith(".");
  const numbers = (isPrefix ? key.slice(0, -1) : key).split(".");
  if (isPrefix ? numbers.length > 3 : numbers.length !== 4) return null;
  const missing = 4 - numbers.length;
  const first = addressNumber([...numbers, ...Array<string>(missing).fill("0")].join("."));
  return first === null ? null : { first, last: first + 256 ** missing - 1 };
}

/** A range as people write it: `a.b.c.d`, `a.b.c.d/bits` or `a.b.c.d-e.f.g.h`. Null if it's none of these. */
export function parseRange(text: string): AddressRange | null {
  const [left = "", right] = text.split(/[-/]/, 2);
  const first = addressNumber(left);
  if (first === null) return null;
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
