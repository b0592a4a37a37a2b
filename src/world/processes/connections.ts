import { encodeByteString } from "../../engine/bytes/index.ts";
import {
  addressesOf,
  type Connection,
  type ConnectionStatus,
  createConnection,
  type Listener,
  lookUp,
  type PipeStatus,
} from "../network/index.ts";
import type { Host, Ident } from "../host.ts";
import { limits } from "../limits.ts";
import type { World } from "../world.ts";
import type { Pipe } from "../pipe.ts";
import type { Listening, Process } from "../process.ts";
import { freeDescriptor } from "./processes.ts";

export interface Dial {
  /** The host that calls; null for a client that is only an address. */
  readonly client: Host | null;
  readonly clientAddress: string;
  readonly serverAddress: string;
  readonly serverPort: number;
}

/** What came of a call: a connection, a refusal, or nothing at all, since nobody is there or the queue is full. */
export type Dialled = Connection | "refused" | "no answer";

/** Opens a connection to a port. It waits in the listener's backlog until that takes it. */
export function dial(world: World, { client, clientAddress, serverAddress, serverPort }: Dial): Dialled {
  const server = hostFor(world, client, serverAddress);
  if (server === null) return "no answer";
  if (server.filteredPorts.has(serverPort)) return "no answer";
  if (client !== null && client !== server && client.blockedPorts.has(serverPort)) return "no answer";
  const listener = listenerAt(server, serverAddress, serverPort);
  if (listener === undefined) return "refused";
  // Linux sk_acceptq_is_full: one more waits than listen(2) was told.
  if (listener.backlog.length > listener.backlogMax) return "no answer";
  const addresses = { clientAddress, clientPort: takePort(world), serverAddress, serverPort };
  const hosts = { clientHost: client?.id ?? null, serverHost: server.id };
  const connection = createConnection(world.nextConnectionId++, { ...addresses, ...hosts });
  world.connections.set(connection.id, connection);
  forgetTraces(world);
  world.traces.set(connection.id, {
    ...addresses,
    ...hosts,
    id: connection.id,
    openedAt: world.now,
    replies: [],
    pending: [],
    isClosed: false,
  });
  listener.backlog.push(connection);
  return connection;
}

/**
 * The address that a host's call to `serverAddress` comes from: a host that calls itself calls from where it calls, and
 * one behind a gateway has the gateway's address for all that isn't behind it too.
 */
export function sourceAddress(world: World, host: Host, serverAddress: string): string {
  if (isLoopback(serverAddress) || host.addresses.includes(serverAddress)) return serverAddress;
  const gateway = host.behind === null ? undefined : world.hosts.get(host.behind);
  const server = hostAt(world, serverAddress);
  const isNear = gateway === undefined || server === gateway || server?.behind === host.behind;
  return (isNear ? host : gateway).addresses[0] ?? serverAddress;
}

/** Whether a host is at this address that this one can call. */
export function reaches(world: World, client: Host, address: string): boolean {
  return hostFor(world, client, address) !== null;
}

/** Source: RFC 1413. */
const identPort = 113;

/** What the ident server at an address says. Where no host is, as with a client that is only an address, there's none. */
export function identAt(world: World, address: string): Ident {
  const host = hostAt(world, address);
  if (host?.filteredPorts.has(identPort) === true) return { kind: "filtered" };
  return host?.ident ?? { kind: "refused" };
}

/** Whom a client finds at an address: null where no host is, or where a gateway is between the two. */
function hostFor(world: World, client: Host | null, address: string): Host | null {
  const server = isLoopback(address) ? client : hostAt(world, address);
  if (server === null || server === client) return server;
  const gateway = server.behind ?? (isPrivate(address) ? server.id : null);
  const isNear = client === null ? server.behind === null : [client.id, client.behind].includes(gateway);
  return gateway === null || isNear ? server : null;
}

/** Whether an address means something on its own network only. */
// RFC 1918 3
function isPrivate(address: string): boolean {
  return /^(10|192\.168|172\.(1[6-9]|2\d|3[01]))\./.test(address);
}

/** Gives a process one end of a connection, and tells as which descriptor. */
export function giveSocket(process: Process, connection: Connection, end: "client" | "server"): number {
  const descriptor = freeDescriptor(process);
  const isServer = end === "server";
  process.descriptors.set(descriptor, {
    kind: "socket",
    connectionId: connection.id,
    incoming: isServer ? connection.toServer : connection.toClient,
    outgoing: isServer ? connection.toClient : connection.toServer,
    holders: { count: 1 },
    taken: { bytes: 0 },
  });
  return descriptor;
}

/** The address that a name stands for on any host, or null. An address stands for itself. */
export function addressOf(world: World, name: string): string | null {
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(name)) return name;
  if (name.toLowerCase() === "localhost") return "127.0.0.1";
  const answer = lookUp(world.names, { type: "A", name: encodeByteString(name) });
  return answer.kind === "found" ? (answer.values[0] ?? null) : null;
}

/** The ports that calls come from, one after the other, and then from the first one again. Source: RFC 6335 6. */
const ephemeralPorts = { first: 49152, last: 65535 } as const;

function takePort(world: World): number {
  const port = world.nextPort;
  world.nextPort = port === ephemeralPorts.last ? ephemeralPorts.first : port + 1;
  return port;
}

/** Makes room for one more trace. Of connections that are still open every trace stays. */
function forgetTraces(world: World): void {
  for (const id of world.traces.keys()) {
    if (world.traces.size < limits.tracesMax) return;
    if (!world.connections.has(id)) world.traces.delete(id);
  }
}

function hostAt(world: World, address: string): Host | null {
  return [...world.hosts.values()].find((host) => host.addresses.includes(address)) ?? null;
}

/** Who takes calls to an address. A listener on that address alone goes before one on all. */
function listenerAt(host: Host, address: string, port: number): Listener | undefined {
  return host.listeners.get(`${address}:${port}`) ?? host.listeners.get(`0.0.0.0:${port}`);
}

/**
 * Makes a process a listener on an address of its host, or on all with 0.0.0.0. Two can share a port only if each has an
 * address of its own.
 */
export function listen(
  process: Process,
  { address, port, backlogMax }: Pick<Listener, "address" | "port" | "backlogMax">,
): Listening {
  const { host, id: processId } = process;
  const isOwn = address === "0.0.0.0" || isLoopback(address) || host.addresses.includes(address);
  if (!isOwn) return "not its address";
  const isTaken = [...host.listeners.values()].some(
    (other) =>
      other.port === port &&
      (other.address === address || other.address === "0.0.0.0" || address === "0.0.0.0"),
  );
  if (isTaken) return "taken";
  host.listeners.set(`${address}:${port}`, { address, port, processId, backlogMax, backlog: [] });
  return "listening";
}

function isLoopback(address: string): boolean {
  return address.startsWith("127.");
}

/** All open connections, as they are now. */
export function connectionStatuses({ connections, processes }: World): readonly ConnectionStatus[] {
  const readers = new Map<Pipe, number>();
  for (const { id, ended, descriptors } of processes.values())
    for (const descriptor of ended === null ? descriptors.values() : [])
      if (descriptor.kind === "socket" && !readers.has(descriptor.incoming))
        readers.set(descriptor.incoming, id);
  const pipeStatus = (pipe: Pipe): PipeStatus => ({
    unreadBytes: pipe.chunks.reduce((sum, chunk) => sum + chunk.length, 0),
    isClosed: pipe.isClosed,
    readerId: readers.get(pipe) ?? null,
  });
  return [...connections.values()].map(({ toServer, toClient, clientHost, serverHost, ...rest }) => ({
    ...addressesOf(rest),
    clientHost,
    serverHost,
    toServer: pipeStatus(toServer),
    toClient: pipeStatus(toClient),
  }));
}
