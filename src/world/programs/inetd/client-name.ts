import type { ByteString } from "../../../engine/bytes/index.ts";
import {
  otherAddress,
  otherName,
  paranoid,
  unknown,
  unverified,
  type Reply,
} from "../../../engine/wrappers/index.ts";
import type { WorldArrival, WorldWait } from "../../process.ts";
import { nameOf } from "../ucspi-tcp/tcpserver-names.ts";

/**
 * The name of an address, which must lead back to that address: else it's "paranoid", with a warning for the log. It's
 * "unknown" if there's none.
 */
// tcp_wrappers-7.6 socket.c sock_hostname
export function* sock_hostname(address: ByteString): Generator<WorldWait, Reply, WorldArrival> {
  const name = yield* nameOf(address, "libc");
  if (name === null) return { value: unknown, warning: null };
  const arrival = yield { kind: "look up", type: "A", name, resolver: "libc" };
  const answer = arrival.kind === "looked up" ? arrival.answer : null;
  if (answer?.kind !== "found") return { value: paranoid, warning: unverified(name) };
  const canonical = answer.aliases.at(-1);
  if (canonical !== undefined && name !== "localhost") {
    return { value: paranoid, warning: otherName(name, canonical) };
  }
  return answer.values.includes(address)
    ? { value: name, warning: null }
    : { value: paranoid, warning: otherAddress(address, canonical ?? name) };
}
