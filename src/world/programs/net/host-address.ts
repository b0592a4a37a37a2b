import type { ByteString } from "../../../engine/bytes/index.ts";
import type { Answer } from "../../../engine/program/index.ts";
import type { WorldArrival, WorldWait } from "../../process.ts";

/** The address of a host, or why there's none: only after a temporary failure may who asks again learn more. */
export type HostAddress =
  | { readonly kind: "found"; readonly address: ByteString }
  | { readonly kind: "failed"; readonly why: Exclude<Answer["kind"], "found"> };

/** Finds the address of a host as the C library does: an address stands for itself, and localhost is known. */
// glibc getaddrinfo(3)
export function* hostAddress(name: ByteString): Generator<WorldWait, HostAddress, WorldArrival> {
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(name)) return { kind: "found", address: name };
  if (name.toLowerCase() === "localhost") return { kind: "found", address: "127.0.0.1" };
  const arrival = yield { kind: "look up", type: "A", name, resolver: "libc" };
  if (arrival.kind !== "looked up") throw new Error(`${arrival.kind} came for a question to DNS`);
  const { answer } = arrival;
  return answer.kind === "found"
    ? { kind: "found", address: answer.values[0] ?? "" }
    : { kind: "failed", why: answer.kind };
}
