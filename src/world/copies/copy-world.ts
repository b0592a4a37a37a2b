import { copyConsole } from "./copy-console.ts";
import type { Host } from "../host.ts";
import { isTooLong, shedPast } from "../processes/index.ts";
import { type Connection } from "../network/index.ts";
import type { Pipe } from "../pipe.ts";
import type { Descriptor, Holders, Process } from "../process.ts";
import { dormant, revive } from "./revive.ts";
import { type ConnectionTrace } from "../console/index.ts";
import type { World } from "../world.ts";

/**
 * A world that is as this one and goes its own way from then on. Programs in it aren't running: each is brought to where it
 * is when something comes for it (see `revive`). Null if a process isn't recorded, or has been told too much to be brought there.
 *
 * What is a value (files' nodes, notes, the entries of consoles, journals' lists) is shared; what changes is copied once,
 * so that what shares a pipe or a parent does so in the copy.
 */
export function copyWorld(world: World): World | null {
  for (const process of world.processes.values()) shedPast(world, process, 0);
  for (const { journal, running } of world.processes.values())
    if (journal === null ? running !== null : isTooLong(journal)) return null;
  const pipe = once<Pipe>((old) => ({ ...old, chunks: [...old.chunks] }));
  const holders = once<Holders>((old) => ({ ...old }));
  const connection = once<Connection>((old) => ({
    ...old,
    toServer: pipe(old.toServer),
    toClient: pipe(old.toClient),
  }));
  const host = once<Host>((old) => ({
    ...old,
    files: old.files.copy(),
    listeners: values(old.listeners, (listener) => ({
      ...listener,
      backlog: listener.backlog.map(connection),
    })),
    services: values(old.services, (service) => ({ ...service, commands: [...service.commands] })),
    locks: new Map(old.locks),
  }));
  const descriptor = once<Descriptor>((old) => {
    switch (old.kind) {
      case "reader":
      case "keyboard":
        return { ...old, pipe: pipe(old.pipe) };
      case "writer":
        return { ...old, pipe: pipe(old.pipe), holders: holders(old.holders) };
      case "socket":
        return {
          ...old,
          incoming: pipe(old.incoming),
          outgoing: pipe(old.outgoing),
          holders: holders(old.holders),
          taken: { ...old.taken },
        };
      case "file":
        return { ...old, position: { ...old.position } };
      case "file being written":
      case "fifo":
      case "screen":
        return old;
    }
  });
  const process = once<Process>((old) => {
    const fresh: Process = {
      ...old,
      running: null,
      host: host(old.host),
      descriptors: values(old.descriptors, descriptor),
      journal: old.journal === null ? null : { ...old.journal },
      goOn: null,
      collecting: values(old.collecting, pipe),
      parent: old.parent === null ? null : process(old.parent),
      pendingSignals: [...old.pendingSignals],
      onInterrupt:
        old.onInterrupt === null
          ? null
          : () => {
              revive(copy, fresh);
              fresh.onInterrupt?.();
            },
    };
    return fresh;
  });
  const copy: World = {
    ...world,
    hosts: values(world.hosts, host),
    processes: values(world.processes, process),
    connections: values(world.connections, connection),
    traces: values(world.traces, copyTrace(world)),
    consoles: values(world.consoles, copyConsole),
    keyboards: values(world.keyboards, pipe),
    opened: [...world.opened],
    onSend: null,
    recordedSteps: values(world.recordedSteps, (steps) => [...steps]),
  };
  for (const fresh of copy.processes.values())
    if (fresh.journal !== null) fresh.running = dormant(copy, fresh);
  return copy;
}

/** Copies each object once: whoever has the same has the same copy. */
function once<T extends object>(copy: (old: T) => T): (old: T) => T {
  const copies = new Map<T, T>();
  return (old) => {
    const known = copies.get(old);
    if (known !== undefined) return known;
    const fresh = copy(old);
    copies.set(old, fresh);
    return fresh;
  };
}

function values<K, V>(map: ReadonlyMap<K, V>, copy: (value: V) => V): Map<K, V> {
  const copies = new Map<K, V>();
  for (const [key, value] of map) copies.set(key, copy(value));
  return copies;
}

/** What is traced of a connection changes as long as it is open or a process serves it, and then never more. */
function copyTrace({ connections, processes }: World): (trace: ConnectionTrace) => ConnectionTrace {
  const live = new Set<number | null>(connections.keys());
  for (const { connectionId } of processes.values()) live.add(connectionId);
  return (trace) =>
    live.has(trace.id) ? { ...trace, replies: [...trace.replies], pending: [...trace.pending] } : trace;
}
