import { type Connection } from "../network/index.ts";
import type { World } from "../world.ts";

/** Closes one end of a connection. When both ends are closed, nothing is left of it but its trace. */
export function hangUp(world: World, connection: Connection, end: "client" | "server"): void {
  const { toClient, toServer } = connection;
  const [outgoing, incoming] = end === "server" ? [toClient, toServer] : [toServer, toClient];
  outgoing.isClosed = true;
  incoming.isBroken = true;
  const trace = world.traces.get(connection.id);
  if (end === "server" && trace !== undefined) trace.isClosed = true;
  if (toClient.isClosed && toServer.isClosed) world.connections.delete(connection.id);
}
