import { addressOf } from "./connections.ts";
import type { Exchangers } from "./exchangers.ts";
import type { World } from "./world.ts";

/** The addresses of a domain's mail exchangers, or, if it has none, its own. An address stands for itself. */
// qmail-1.03 dns.c dns_mxip
export function mailExchangers(world: World, domain: string): Exchangers {
  const bare = domain.replace(/^\[(.*)\]$/, "$1");
  const exchangers = world.mailExchangers.get(bare.toLowerCase());
  if (exchangers === undefined) {
    const address = addressOf(world, bare);
    return address === null
      ? { kind: "no such name" }
      : { kind: "found", list: [{ preference: 0, address }] };
  }
  const list = exchangers
    .toSorted((one, other) => one.preference - other.preference)
    .flatMap(({ preference, host }) => {
      const address = addressOf(world, host);
      return address === null ? [] : [{ preference, address }];
    });
  return { kind: "found", list };
}
