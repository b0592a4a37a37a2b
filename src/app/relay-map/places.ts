import { addressNumber, parseRange, type AddressRange } from "../../audit/index.ts";

/**
 * Where somebody wants to go: `192.0.2.7`, `10.0.0.0/8` (of an address within it the block is meant), `10.0.0.0-10.0.0.9`
 * with or without spaces, or the beginning of an address, `10.` or `192.0.2`. Null if it's none of these.
 */
export function readPlace(text: string): AddressRange | null {
  const tight = text.trim().replaceAll(/\s*(-|–|\/)\s*/g, (_, mark: string) => (mark === "–" ? "-" : mark));
  const block = /^([\d.]+)\/(\d{1,2})$/.exec(tight);
  if (block !== null) {
    const address = addressNumber(padded(block[1] ?? ""));
    const bits = Number(block[2]);
    if (address === null || bits > 32) return null;
    const size = 2 ** (32 - bits);
    const first = Math.floor(address / size) * size;
    return { first, last: first + size - 1 };
  }
  const numbers = /^(\d{1,3}(?:\.\d{1,3}){0,2})\.?$/.exec(tight)?.[1];
  if (numbers === undefined) return /^[^/-]+(-[^/-]+)?$/.test(tight) ? parseRange(tight) : null;
  const first = addressNumber(padded(numbers));
  return first === null ? null : { first, last: first + 2 ** (32 - 8 * numbers.split(".").length) - 1 };
}

/** An address of whose four numbers the last ones may be missing, with 0 for those. */
function padded(numbers: string): string {
  const given = numbers.split(".").filter((number) => number !== "");
  return [...given, "0", "0", "0"].slice(0, Math.max(4, given.length)).join(".");
}
