import { addressMax, addressNumber, type AddressRange } from "../addresses.ts";

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
  const first = paddedAddress(start);
  const bits = /^\d{1,2}$/.test(mask) ? Number(mask) : maskBits(mask);
  if (more.length > 0 || first === null || bits === null || bits > 32) return null;
  const size = 2 ** (32 - bits);
  const from = first - (first % size);
  return { first: from, last: from + size - 1 };
}

/** `10.1` and `10.1.` are `10.1.0.0`. */
export function paddedAddress(text: string): number | null {
  const numbers = text.replace(/\.$/, "").split(".");
  return addressNumber([...numbers, "0", "0", "0"].slice(0, Math.max(4, numbers.length)).join("."));
}

function maskBits(mask: string): number | null {
  const number = addressNumber(mask);
  if (number === null) return null;
  const bits = 32 - Math.log2(addressMax + 1 - number);
  return Number.isInteger(bits) ? bits : null;
}
