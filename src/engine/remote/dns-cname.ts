import type { ByteString } from "../bytes/index.ts";
import type { Answer } from "../program/index.ts";
import { ALIASES_MAX, DNS_ANSWER_BYTES } from "./limits.ts";

/** What a domain is really called. */
export type CanonicalName =
  /** `isAlias`: it isn't the name that was asked for. */
  | { readonly kind: "name"; readonly name: ByteString; readonly isAlias: boolean }
  /** No answer, or one that's longer than there's room for. */
  | { readonly kind: "trouble" };

/**
 * Follows aliases by asking for all records of a domain, as qmail did until notqmail 1.08. That question's answer can be
 * longer than 512 bytes, which is taken for a failure for now. A dot at the end of a domain counts as an alias. It yields
 * each name whose records (ANY) it wants, and is given the answer.
 */
// qmail-1.03 dns.c dns_cname
export function* dns_cname(domain: ByteString): Generator<ByteString, CanonicalName, Answer> {
  let name = domain;
  for (let steps = 0; steps < ALIASES_MAX; steps++) {
    const found: CanonicalName = { kind: "name", name, isAlias: steps > 0 };
    if (name === "" || name.endsWith("]")) return found;
    if (name.endsWith(".")) {
      name = name.slice(0, -1);
      continue;
    }
    const alias = aliasOf(yield name);
    if (alias === "trouble") return { kind: "trouble" };
    if (alias === null) return found;
    name = alias.name;
  }
  // A circle of aliases is nobody's business.
  return { kind: "name", name, isAlias: true };
}

/** The alias in an answer with all records; null if there's none. */
// qmail-1.03 dns.c resolve, findname
function aliasOf(answer: Answer): { readonly name: ByteString } | "trouble" | null {
  if (answer.kind === "temporary failure") return "trouble";
  if (answer.kind !== "found") return null;
  const alias = answer.values.find((value) => value.startsWith("CNAME "));
  if (alias !== undefined) return { name: alias.slice("CNAME ".length) };
  return (answer.bytes ?? 0) > DNS_ANSWER_BYTES ? "trouble" : null;
}
