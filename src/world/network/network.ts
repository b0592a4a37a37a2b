import { createPipe, type Pipe } from "../pipe.ts";

/** Both ends of a connection, addresses as dotted decimals. */
export interface SocketAddresses {
  readonly clientAddress: string;
  readonly clientPort: number;
  readonly serverAddress: string;
  readonly serverPort: number;
}

/** Whose ends they are, by the hosts' ids; a client that is only an address is no host's. */
export interface ConnectionHosts {
  readonly clientHost: string | null;
  readonly serverHost: string;
}

export interface Connection extends SocketAddresses, ConnectionHosts {
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

/** What can be seen of a listener. */
export interface ListenerStatus extends Omit<Listener, "backlog" | "backlogMax"> {
  /** How many connections wait to be taken. */
  readonly waiting: number;
}

/** What can be seen of a connection. */
export interface ConnectionStatus extends SocketAddresses, ConnectionHosts {
  readonly toServer: PipeStatus;
  readonly toClient: PipeStatus;
}

export interface PipeStatus {
  /** Bytes that have come and that nobody has read yet. */
  readonly unreadBytes: number;
  /** Nothing more will come. */
  readonly isClosed: boolean;
  /** The process that has it open to read; null as long as its server hasn't taken the connection. */
  readonly readerId: number | null;
}

export function createConnection(id: number, ends: SocketAddresses & ConnectionHosts): Connection {
  return { ...ends, id, toServer: createPipe(), toClient: createPipe(), isInBackground: false };
}
