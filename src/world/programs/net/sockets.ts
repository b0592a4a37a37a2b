import { type ConnectionStatus, type PipeStatus } from "../../network/index.ts";
import type { WorldSystem } from "../../process.ts";

/** One end of a connection, as its host's kernel lists it. */
export interface Socket {
  readonly localAddress: string;
  readonly localPort: number;
  readonly remoteAddress: string;
  readonly remotePort: number;
  /** Bytes that have come and that nobody has read yet. */
  readonly unreadBytes: number;
  /** Source: RFC 9293 3.3.2. */
  readonly state: "ESTABLISHED" | "CLOSE_WAIT" | "FIN_WAIT2";
  /** Who has it open; null as long as its server hasn't taken it out of its backlog. */
  readonly processId: number | null;
}

/** The ends of connections that a program's host has, in the order in which they were made. */
export function socketsOf(system: WorldSystem): readonly Socket[] {
  const { id } = system.host;
  return system
    .connections()
    .flatMap((connection) => [
      ...(connection.serverHost === id ? [serverEnd(connection)] : []),
      ...(connection.clientHost === id ? [clientEnd(system, connection)] : []),
    ]);
}

function serverEnd(connection: ConnectionStatus): Socket {
  const { clientAddress, clientPort, serverAddress, serverPort, toServer, toClient } = connection;
  return {
    localAddress: serverAddress,
    localPort: serverPort,
    remoteAddress: clientAddress,
    remotePort: clientPort,
    ...fillOf({ incoming: toServer, outgoing: toClient }),
  };
}

function clientEnd(system: WorldSystem, connection: ConnectionStatus): Socket {
  const { clientAddress, clientPort, serverAddress, serverPort, toServer, toClient } = connection;
  const { addresses } = system.host;
  // Behind a gateway a host knows itself by its own address, and its server knows it by the gateway's.
  const isOwn = clientAddress.startsWith("127.") || addresses.includes(clientAddress);
  return {
    localAddress: isOwn ? clientAddress : (addresses[0] ?? clientAddress),
    localPort: clientPort,
    remoteAddress: serverAddress,
    remotePort: serverPort,
    ...fillOf({ incoming: toClient, outgoing: toServer }),
  };
}

function fillOf({
  incoming,
  outgoing,
}: {
  readonly incoming: PipeStatus;
  readonly outgoing: PipeStatus;
}): Pick<Socket, "unreadBytes" | "state" | "processId"> {
  const { unreadBytes, readerId: processId } = incoming;
  const state = incoming.isClosed ? "CLOSE_WAIT" : outgoing.isClosed ? "FIN_WAIT2" : "ESTABLISHED";
  return { unreadBytes, state, processId };
}
