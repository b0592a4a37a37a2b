import type { ByteString } from "../../../engine/bytes/index.ts";
import type { WorldArrival, WorldWait } from "../../process.ts";

/** The address of a host, or why there's none, in words. */
export type HostAddress =
  | { readonly kind: "found"; readonly address: ByteString }
  /** Who asks again may learn more, if it's temporary. */
  | { readonly kind: "failed"; readonly why: ByteString; readonly isTemporary: boolean };

// Source: glibc gai_strerror of EAI_NONAME, EAI_NODATA and EAI_AGAIN.
const unknown = "Name or service not known";
const noData = "No address associated with hostname";
const trouble = "Temporary failure in name resolution";

/** Finds the address of a host as the C library does: an address stands for itself, and localhost is known. */
// glibc getaddrinfo(3)
export function* hostAddress(name: ByteString): Generator<WorldWait, HostAddress, WorldArrival> {
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(name)) return { kind: "found", address: name };
  if (name.toLowerCase() === "localhost") return { kind: "found", address: "127.0.0.1" };
  const arrival = yield { kind: "look up", type: "A", name, resolver: "libc" };
  if (arrival.kind !== "looked up") throw new Error(`${arrival.kind} came for a question to DNS`);
  const { answer } = arrival;
  const [address] = answer.kind === "found" ? answer.values : [];
  if (address !== undefined) return { kind: "found", address };
  if (answer.kind === "temporary failure") return { kind: "failed", why: trouble, isTemporary: true };
  return { kind: "failed", why: answer.kind === "no data" ? noData : unknown, isTemporary: false };
}
