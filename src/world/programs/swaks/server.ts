import type { ByteString } from "../../../engine/bytes/index.ts";
import type { Steps } from "./steps.ts";

/** A server with the port that is written behind it, unless another is said. */
// swaks 20240103.0 parse_server
export function serverOf(
  text: ByteString,
  port: ByteString,
): { readonly server: ByteString; readonly port: ByteString } {
  const [, server = text, own = ""] =
    /^\[([^\]]+)\]:(.*)$/.exec(text) ??
    /^([^:]+):([^:]+)$/.exec(text) ??
    /^\[?([^/\]]*)\]?\/(\w+)$/.exec(text) ??
    /^\[([^\]]+)\]$/.exec(text) ??
    [];
  return { server, port: port === "" ? own : port };
}

/** The server for an address: the most preferred mail exchanger of its domain, or the domain itself. */
// swaks 20240103.0 get_server
export function* serverFor(address: ByteString): Steps<ByteString> {
  const literal = /@?\[(\d+\.\d+\.\d+\.\d+)\]$/.exec(address)?.[1];
  if (literal !== undefined) return literal;
  const decimal = /@?#(\d+)$/.exec(address)?.[1];
  if (decimal !== undefined)
    return [24, 16, 8, 0].map((bits) => Math.floor(Number(decimal) / 2 ** bits) % 256).join(".");
  const domain = address.slice(address.lastIndexOf("@") + 1);
  if (domain === "") return "localhost";
  const arrival = yield { kind: "look up", type: "MX", name: domain, resolver: "libc" };
  const answer = arrival.kind === "looked up" ? arrival.answer : null;
  const [first = ""] = answer?.kind === "found" ? answer.values : [];
  return first.split(" ")[1] ?? domain;
}
