import { encodeByteString, type ByteString } from "../../engine/bytes/index.ts";
import { dns_domain_todot } from "../../engine/tcpserver/index.ts";
import type { Answer } from "../names.ts";
import type { SocketAddresses } from "../network.ts";
import type { WorldArrival, WorldSystem, WorldWait } from "../process.ts";
import type { TcpserverOptions } from "./tcpserver-options.ts";

/** Who a client says it is: its name in DNS, and its user by ident; null where nobody says. */
export interface Who {
  readonly remoteHost: ByteString | null;
  readonly remoteInfo: ByteString | null;
}

type Asking<T> = Generator<WorldWait, T, WorldArrival>;

/** Asks DNS for a client's name, and then its ident server for its user, as far as the options want that. */
// ucspi-tcp-0.88 tcpserver.c doit
export function* askWho(
  system: WorldSystem,
  options: Pick<TcpserverOptions, "asksName" | "isParanoid" | "asksIdent" | "identSeconds">,
  { clientAddress }: SocketAddresses,
): Asking<Who> {
  const remoteHost = options.asksName
    ? yield* askName(system, clientAddress, options.isParanoid ? "proven" : "claimed")
    : null;
  const remoteInfo = options.asksIdent ? yield* askIdent(system, clientAddress, options.identSeconds) : null;
  return { remoteHost, remoteInfo };
}

function* askName(
  system: WorldSystem,
  address: string,
  which: "claimed" | "proven",
): Asking<ByteString | null> {
  const [name] = yield* valuesOf(system.resolver.nameOf(address));
  if (name === undefined) return null;
  if (which === "proven" && !(yield* valuesOf(system.resolver.addressesOf(name))).includes(address))
    return null;
  return dns_domain_todot(encodeByteString(name).split("."));
}

/** What an answer holds, nothing on trouble, once whoever asks has waited for it. */
function* valuesOf(answer: Answer<string>): Asking<readonly string[]> {
  if (answer.kind === "found") return answer.values;
  if (answer.kind === "temporary failure" && answer.seconds > 0)
    yield { kind: "sleep", seconds: answer.seconds };
  return [];
}

// ucspi-tcp-0.88 remoteinfo.c
function* askIdent(system: WorldSystem, address: string, timeoutSeconds: number): Asking<ByteString | null> {
  const ident = system.identAt(address);
  if (ident.kind === "filtered") yield { kind: "sleep", seconds: timeoutSeconds };
  return ident.kind === "user" ? encodeByteString(ident.user) : null;
}
