import type { Token } from "./token822.ts";

/** What is added to addresses that lack something, as tokens: each begins with its "@" or ".". */
export interface Defaults {
  /** "@" and the host of an address that has none. */
  readonly defaulthost: readonly Token[];
  /** "." and the domain of a host without a dot. */
  readonly defaultdomain: readonly Token[];
  /** "." and the domain of a host that ends with "+". */
  readonly plusdomain: readonly Token[];
}

/** An address made whole. Those that are empty or end with "@[]" stay as they are. */
// qmail-1.03 qmail-inject.c rwgeneric
export function rwgeneric(address: readonly Token[], defaults: Defaults): readonly Token[] {
  const [last, before] = address.toReversed();
  if (last?.kind === "literal" && last.text === "" && before?.kind === "@") return address;
  let rest = rwroute(address);
  if (rest.at(-1)?.kind === ".") rest = rest.slice(0, -1);
  if (rest.at(-1)?.kind === "@") rest = rest.slice(0, -1);
  if (rest.length === 0) return rest;
  if (!rest.some(({ kind }) => kind === "@")) rest = [...rest, ...defaults.defaulthost];
  return rwnodot(rwplus(rest, defaults), defaults);
}

/** Leaves out the way that an address is to go: `@a,@b:joe@c` is `joe@c`. */
function rwroute(address: readonly Token[]): readonly Token[] {
  if (address[0]?.kind !== "@") return address;
  const colon = address.findIndex(({ kind }) => kind === ":");
  return colon === -1 ? [] : address.slice(colon + 1);
}

function rwplus(address: readonly Token[], { plusdomain }: Defaults): readonly Token[] {
  const last = address.at(-1);
  if (last?.kind !== "atom" || !last.text.endsWith("+")) return address;
  return [...address.slice(0, -1), { kind: "atom", text: last.text.slice(0, -1) }, ...plusdomain];
}

function rwnodot(address: readonly Token[], { defaultdomain }: Defaults): readonly Token[] {
  const at = address.findLastIndex(({ kind }) => kind === "@");
  const host = address.slice(at + 1);
  const isWhole = host.some(({ kind }) => kind === "." || kind === "literal");
  return isWhole ? address : [...address, ...defaultdomain];
}
