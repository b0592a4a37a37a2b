import { encodeByteString, type ByteString } from "../../../engine/bytes/index.ts";
import { dns_domain_todot } from "../../../engine/tcpserver/index.ts";
import type { WorldArrival, WorldSystem, WorldWait } from "../../process.ts";
import type { TcpserverOptions } from "../../../engine/tcpserver-options/index.ts";

type Asking<T> = Generator<WorldWait, T, WorldArrival>;

/** The client's name as the options want it; null if it has none, or none that proves true. */
// ucspi-tcp-0.88 tcpserver.c doit
export function* clientName(
  { clientName: how }: Pick<TcpserverOptions, "clientName">,
  address: ByteString,
): Asking<ByteString | null> {
  const name = how === "unasked" ? null : yield* nameOf(address);
  if (name === null || how === "believed") return name;
  return (yield* addressesOf(name)).includes(address) ? name : null;
}

/** The first name of an address; null if it has none, or DNS is in trouble. */
// ucspi-tcp-0.88 dns_name.c dns_name4
export function* nameOf(address: ByteString, resolver?: "libc"): Asking<ByteString | null> {
  const [name] = yield* ask("PTR", address, resolver);
  return name === undefined ? null : dns_domain_todot(name.split("."));
}

/** The addresses of a name; an address stands for itself. Empty if there are none, or DNS is in trouble. */
// ucspi-tcp-0.88 dns_ip.c dns_ip4
export function* addressesOf(name: ByteString): Asking<readonly ByteString[]> {
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(name)) return [name];
  return yield* ask("A", name);
}

function* ask(type: "A" | "PTR", name: ByteString, resolver?: "libc"): Asking<readonly ByteString[]> {
  const arrival = yield { kind: "look up", type, name, resolver };
  return arrival.kind === "looked up" && arrival.answer.kind === "found" ? arrival.answer.values : [];
}

/** The user that the client's ident server names; null if it names none within the time. */
// ucspi-tcp-0.88 remoteinfo.c, qmail-1.03 remoteinfo.c
export function* askIdent(
  system: WorldSystem,
  address: string,
  timeoutSeconds: number,
): Generator<WorldWait, ByteString | null, unknown> {
  const ident = system.identAt(address);
  if (ident.kind === "filtered") yield { kind: "sleep", seconds: timeoutSeconds };
  return ident.kind === "user" ? encodeByteString(ident.user) : null;
}
