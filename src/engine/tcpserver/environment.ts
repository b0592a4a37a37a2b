import type { ByteString } from "../bytes/index.ts";
import type { Environment } from "../program/index.ts";

/** A connection as tcpserver knows it. Ports are numbers from 0 to 65535; addresses dotted decimals. */
export interface Connection {
  readonly localIp: ByteString;
  readonly localPort: number;
  /** The local name, from DNS or from `-l`; null if there is none. */
  readonly localHost: ByteString | null;
  readonly remoteIp: ByteString;
  readonly remotePort: number;
  /** The client's name, from DNS; null if it has none, or `-H`, or `-p` and it doesn't prove true. */
  readonly remoteHost: ByteString | null;
  /** What the client's ident server said; null if nothing, or `-R`. */
  readonly remoteInfo: ByteString | null;
}

/**
 * The environment of the program that serves a connection: what tcpserver has itself, with its variables set over it.
 * Those that have no value are unset.
 */
// ucspi-tcp-0.88 tcpserver.c doit
export function connectionEnvironment(connection: Connection, inherited: Environment): Environment {
  return withVariables(inherited, [
    ["PROTO", "TCP"],
    ["TCPLOCALIP", connection.localIp],
    ["TCPLOCALPORT", String(connection.localPort)],
    ["TCPLOCALHOST", connection.localHost],
    ["TCPREMOTEIP", connection.remoteIp],
    ["TCPREMOTEPORT", String(connection.remotePort)],
    ["TCPREMOTEHOST", connection.remoteHost],
    ["TCPREMOTEINFO", connection.remoteInfo],
  ]);
}

/** The environment with these variables set, or unset where the value is null, one after another. */
// ucspi-tcp-0.88 pathexec_env.c
export function withVariables(
  environment: Environment,
  variables: Iterable<readonly [name: ByteString, value: ByteString | null]>,
): Environment {
  const changed = new Map(environment);
  for (const [name, value] of variables) {
    if (value === null) changed.delete(name);
    else changed.set(name, value);
  }
  return changed;
}
