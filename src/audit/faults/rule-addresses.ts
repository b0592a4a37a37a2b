import { addressMax, type AddressRange } from "../addresses.ts";

/** The fewest addresses that stand for a range in rules: prefixes, whole addresses, and ranges of their last number. */
export function ruleAddresses({ first, last }: AddressRange): readonly string[] {
  return first === 0 && last === addressMax ? [""] : [...within("", 2 ** 24, { first, last })];
}

function* within(prefix: string, size: number, { first, last }: AddressRange): Generator<string, void> {
  const end = size === 1 ? "" : ".";
  const firstNumber = Math.floor(first / size);
  const lastNumber = Math.floor(last / size);
  const isWholeFirst = first % size === 0 && (lastNumber > firstNumber || last % size === size - 1);
  const isWholeLast = last % size === size - 1 && (lastNumber > firstNumber || first % size === 0);
  const from = isWholeFirst ? firstNumber : firstNumber + 1;
  const to = isWholeLast ? lastNumber : lastNumber - 1;
  if (!isWholeFirst) {
    const top = firstNumber === lastNumber ? last % size : size - 1;
    yield* within(`${prefix}${firstNumber}.`, size / 256, { first: first % size, last: top });
  }
  if (from <= to) yield `${prefix}${from === to ? from : `${from}-${to}`}${end}`;
  if (!isWholeLast && lastNumber > firstNumber)
    yield* within(`${prefix}${lastNumber}.`, size / 256, { first: 0, last: last % size });
}

/** A network as others write it: `10.1.0.0/16`, `10.1/16`, `10.1.0.0/255.255.0.0`. Null if it's none of these. */
export function networkRange(text: string): AddressRange | null {
  const [start = "", mask = "", ...more] = text.split("/");
  const bits = /^\d{1,2}$/.test(mask) ? Number(mask) : maskBits(mask);
  const ends = prefixRange(start);
  if (more.length > 0 || ends === null || bits === null || bits > 32) return null;
  const size = 2 ** (32 - bits);
  const first = ends.first - (ends.first % size);
  return { first, last: first + size - 1 };
}

/** How many bits a mask such as 255.255.252.0 keeps; null if it's none. */
function maskBits(mask: string): number | null {
  const ends = mask.split(".").length === 4 ? prefixRange(mask) : null;
  if (ends === null || ends.first !== ends.last) return null;
  const bits = 32 - Math.log2(addressMax + 1 - ends.first);
  return Number.isInteger(bits) ? bits : null;
}

/** The addresses that begin with one to four numbers, with a dot at their end or without one, zeros in front or not. */
export function prefixRange(text: string): AddressRange | null {
  const numbers = text.replace(/\.$/, "").split(".");
  if (numbers.length > 4 || !numbers.every((number) => /^\d{1,3}$/.test(number) && Number(number) <= 255))
    return null;
  const size = 256 ** (4 - numbers.length);
  const first = numbers.reduce((sum, number) => sum * 256 + Number(number), 0) * size;
  return { first, last: first + size - 1 };
}
