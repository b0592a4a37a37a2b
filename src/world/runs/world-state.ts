import { type FileSystem, type Node } from "../files/index.ts";
import { type Connection } from "../network/index.ts";
import type { Descriptor, Process, WorldWait } from "../process.ts";
import type { World } from "../world.ts";

/**
 * All that there is to see of a world and all that decides what becomes of it, as plain data: the same for any two worlds
 * that can't be told apart. What several have a hand on, such as a pipe, is there once, and as a number then.
 */
export function worldState(world: World): unknown {
  const numbers = new Map<object, number>();
  const shared = (value: object): unknown => {
    const number = numbers.get(value);
    if (number !== undefined) return number;
    numbers.set(value, numbers.size);
    return value;
  };
  const connectionState = (connection: Connection): unknown => ({
    ...connection,
    toServer: shared(connection.toServer),
    toClient: shared(connection.toClient),
  });
  const descriptorState = (descriptor: Descriptor): unknown => {
    const parts = Object.entries(descriptor).map(([name, value]: [string, unknown]) => [
      name,
      typeof value === "object" && value !== null ? shared(value) : value,
    ]);
    return shared(descriptor) === descriptor ? parts : numbers.get(descriptor);
  };
  const processState = (process: Process): unknown => {
    const {
      host,
      parent,
      descriptors,
      collecting,
      program,
      running: _,
      journal,
      goOn: __,
      onInterrupt,
      wait,
      ...rest
    } = process;
    return {
      ...rest,
      host: host.id,
      parent: parent === null ? null : parent.id,
      wait: waitState(wait),
      descriptors: mapped(descriptors, descriptorState),
      collecting: mapped(collecting, shared),
      phase: program !== null ? "to begin" : journal !== null ? "begun" : "over",
      outlivesInterrupts: onInterrupt !== null,
    };
  };
  const { names: _, hosts, processes, connections, keyboards, ...rest } = world;
  return {
    ...rest,
    keyboards: mapped(keyboards, shared),
    connections: mapped(connections, connectionState),
    processes: mapped(processes, processState),
    hosts: mapped(hosts, ({ files, listeners, services, locks }) => ({
      files: filesState(files),
      listeners: mapped(listeners, ({ backlog, ...listener }) => ({
        ...listener,
        backlog: backlog.map(({ id }) => id),
      })),
      services: mapped(services, ({ entry, ...service }) => ({
        ...service,
        isThere: entry === files.entryOf(service.path),
      })),
      locks,
    })),
  };
}

/** Sorted by path: nothing goes by the order in which a host's files are there. */
function filesState({ nodes, bytesTotal }: FileSystem): unknown {
  const paths = [...nodes.keys()].sort();
  return { bytesTotal, nodes: paths.map((path) => [path, nodeState(nodes.get(path) ?? null)]) };
}

/** Of where a compiled file came from, only its name is data. */
function nodeState(node: Node | null): unknown {
  return node?.kind === "file" ? { ...node, origin: node.origin?.file ?? null } : node;
}

function waitState(wait: WorldWait | null): unknown {
  return wait?.kind === "change" ? { ...wait, seen: nodeState(wait.seen) } : wait;
}

function mapped<K, V>(
  map: ReadonlyMap<K, V>,
  state: (value: V) => unknown,
): readonly (readonly [K, unknown])[] {
  return [...map].map(([key, value]) => [key, state(value)]);
}
