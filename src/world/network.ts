import { createPipe, type Pipe } from "./pipe.ts";

/** Both ends of a connection, addresses as dotted decimals. */
export interface SocketAddresses {
  readonly clientAddress: string;
  readonly clientPort: number;
  readonly serverAddress: string;
  readonly serverPort: number;
}

export interface Connection extends SocketAddresses {
  readonly id: number;
  /** What the client has sent and the server not yet read. */
  readonly toServer: Pipe;
  readonly toClient: Pipe;
  /** A process in the background has opened it, so nobody waits for what comes of it. */
  isInBackground: boolean;
}

/** A port that a process listens on, and the connections that it hasn't taken yet, in their order. */
export interface Listener {
  /** Of the addresses of its host, the one that it takes calls to; 0.0.0.0 for all of them. */
  readonly address: string;
  readonly port: number;
  readonly processId: number;
  /** How many connections can wait; who calls beyond that gets no answer. */
  readonly backlogMax: number;
  readonly backlog: Connection[];
}

export function addressesOf(of: SocketAddresses): SocketAddresses {
  const { clientAddress, clientPort, serverAddress, serverPort } = of;
  return { clientAddress, clientPort, serverAddress, serverPort };
}

export function createConnection(id: number, addresses: SocketAddresses): Connection {
  return { ...addresses, id, toServer: createPipe(), toClient: createPipe(), isInBackground: false };
}
