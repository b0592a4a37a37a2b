import type { ByteString } from "../../../engine/bytes/index.ts";
import type { Answer } from "../../../engine/program/index.ts";
import type { WorldArrival, WorldWait } from "../../process.ts";

/** A part of a program that may have to wait. */
export type Asking<T> = Generator<WorldWait, T, WorldArrival>;

/** Who takes mail for a host; `trouble` if no server has answered, so that who asks later may learn more. */
export type Exchangers =
  /** The addresses, best first; empty if the hosts have none. Those that DNS couldn't tell now aren't among them. */
  | { readonly kind: "found"; readonly list: readonly Exchanger[] }
  | { readonly kind: "no such name" }
  | { readonly kind: "trouble" };

interface Exchanger {
  readonly preference: number;
  readonly address: ByteString;
}

/** The addresses of a domain's mail exchangers, or, if it has none, its own. */
// qmail-1.03 dns.c dns_mxip
export function* exchangersOf(domain: ByteString): Asking<Exchangers> {
  if (literal.test(domain)) return yield* addressesOf(domain, 0);
  const answer = yield* ask("MX", domain);
  if (answer.kind === "temporary failure") return { kind: "trouble" };
  if (answer.kind !== "found") return yield* addressesOf(domain, 0);
  const list: Exchanger[] = [];
  let isAnyInTrouble = false;
  for (const value of answer.values) {
    const [preference = "", host = ""] = value.split(" ");
    const found = yield* addressesOf(host, Number(preference));
    isAnyInTrouble ||= found.kind === "trouble";
    if (found.kind === "found") list.push(...found.list);
  }
  // qmail-1.03 qmail-remote.c main: that counts only if there's nobody else.
  if (isAnyInTrouble && list.length === 0) return { kind: "trouble" };
  return { kind: "found", list };
}

/** An address in brackets stands for itself, and one without them too. */
const literal = /^\[?(\d{1,3}(?:\.\d{1,3}){3})\]?$/;

/** The addresses of one host, with a preference for all of them; an address has no better than 0. */
// qmail-1.03 dns.c dns_ipplus
export function* addressesOf(host: ByteString, preference: number): Asking<Exchangers> {
  const [, itself] = literal.exec(host) ?? [];
  if (itself !== undefined) return { kind: "found", list: [{ preference: 0, address: itself }] };
  const answer = yield* ask("A", host);
  if (answer.kind === "temporary failure") return { kind: "trouble" };
  if (answer.kind !== "found") return { kind: "no such name" };
  return { kind: "found", list: answer.values.map((address) => ({ preference, address })) };
}

// qmail-1.03 dns.c resolve: it asks by the C library's res_query.
export function* ask(type: "A" | "ANY" | "MX", name: ByteString): Asking<Answer> {
  const arrival = yield { kind: "look up", type, name, resolver: "libc" };
  if (arrival.kind !== "looked up") throw new Error(`${arrival.kind} came for a question to DNS`);
  return arrival.answer;
}
