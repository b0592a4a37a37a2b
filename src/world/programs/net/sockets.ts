import type { Connection } from "../../network.ts";
import type { Pipe } from "../../pipe.ts";
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
      ...(connection.serverHost === id ? [serverEnd(system, connection)] : []),
      ...(connection.clientHost === id ? [clientEnd(system, connection)] : []),
    ]);
}

function serverEnd(system: WorldSystem, connection: Connection): Socket {
  const { clientAddress, clientPort, serverAddress, serverPort, toServer, toClient } = connection;
  return {
    localAddress: serverAddress,
    localPort: serverPort,
    remoteAddress: clientAddress,
    remotePort: clientPort,
    ...fillOf({ incoming: toServer, outgoing: toClient }),
    processId: holderOf(system, toServer),
  };
}

function clientEnd(system: WorldSystem, connection: Connection): Socket {
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
    processId: holderOf(system, toClient),
  };
}

function fillOf(pipes: {
  readonly incoming: Pipe;
  readonly outgoing: Pipe;
}): Pick<Socket, "unreadBytes" | "state"> {
  const unreadBytes = pipes.incoming.chunks.reduce((sum, chunk) => sum + chunk.length, 0);
  if (pipes.incoming.isClosed) return { unreadBytes, state: "CLOSE_WAIT" };
  return { unreadBytes, state: pipes.outgoing.isClosed ? "FIN_WAIT2" : "ESTABLISHED" };
}

function holderOf(system: WorldSystem, incoming: Pipe): number | null {
  const holder = system
    .processes()
    .find(({ descriptors }) =>
      [...descriptors.values()].some((one) => one.kind === "socket" && one.incoming === incoming),
    );
  return holder?.id ?? null;
}
