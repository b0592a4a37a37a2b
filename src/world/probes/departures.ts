import { byteString, type ByteString } from "../../engine/bytes/index.ts";
import type { Pipe } from "../pipe.ts";
import type { World } from "../world.ts";

/** A connection that has carried a message, or a copy inside of something else, off a host. */
export interface Departure {
  readonly host: string;
  /** Whom it was carried to: the other end's host, or its address where no host need be. */
  readonly to: string;
  readonly port: number;
}

/**
 * Watches all connections for a mark while something is done, and tells each one that has carried it from one host to
 * another, once, in the order in which it was first seen. A program that talks to its own host carries nothing off.
 */
export function watchDepartures<Result>(
  world: World,
  mark: ByteString,
  act: () => Result,
): { readonly result: Result; readonly departures: readonly Departure[] } {
  const departures = new Map<Pipe, Departure>();
  // A mark can come in pieces: what may be its beginning is kept.
  const tails = new Map<Pipe, ByteString>();
  const before = world.onSend;
  world.onSend = (sender, socket, bytes) => {
    before?.(sender, socket, bytes);
    const host = sender.host.id;
    const { connectionId, outgoing: pipe } = socket;
    if (departures.has(pipe)) return;
    const text = (tails.get(pipe) ?? "") + byteString(bytes);
    tails.set(pipe, text.slice(-mark.length));
    const trace = world.traces.get(connectionId);
    if (trace === undefined || trace.clientHost === trace.serverHost || !text.includes(mark)) return;
    const isClient = trace.clientHost === host;
    departures.set(pipe, {
      host,
      to: isClient ? trace.serverHost : (trace.clientHost ?? trace.clientAddress),
      port: isClient ? trace.serverPort : trace.clientPort,
    });
  };
  try {
    return { result: act(), departures: [...departures.values()] };
  } finally {
    world.onSend = before;
  }
}
