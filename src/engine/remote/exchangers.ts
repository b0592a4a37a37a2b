import { texts } from "./texts.ts";
import type { ByteString } from "../bytes/index.ts";

/** An address that takes a host's mail; the lowest preference comes first. */
export interface Exchanger {
  readonly address: string;
  readonly preference: number;
}

/** Which exchangers to call, in this order, or the report that ends the delivery. */
export type Choice =
  | { readonly kind: "call"; readonly addresses: readonly string[] }
  | { readonly kind: "report"; readonly report: ByteString };

export interface Choosing {
  readonly exchangers: readonly Exchanger[];
  readonly ownAddresses: readonly string[];
  /** A route was chosen by hand, so a loop to this host is nobody's business. */
  readonly hasRoute: boolean;
  /** Every recipient's domain was an alias: then this host isn't looked for among the exchangers either. */
  readonly hasOnlyAliases: boolean;
}

/** Leaves out this host and all that aren't preferred to it: a secondary exchanger hands on only to better ones. */
// qmail-1.03 qmail-remote.c main, prefme
export function chooseExchangers(choosing: Choosing): Choice {
  const { exchangers, ownAddresses } = choosing;
  if (exchangers.length === 0) return { kind: "report", report: texts.noExchanger };
  const own = exchangers.filter(({ address }) => ownAddresses.includes(address));
  const isAnybodyRight = choosing.hasRoute || choosing.hasOnlyAliases;
  const preferenceOfMe = isAnybodyRight
    ? Infinity
    : Math.min(Infinity, ...own.map(({ preference }) => preference));
  const better = exchangers.filter(({ preference }) => preference < preferenceOfMe);
  if (better.length === 0) return { kind: "report", report: texts.isMyself };
  return { kind: "call", addresses: better.map(({ address }) => address) };
}
