import type { ByteString } from "../../../engine/bytes/index.ts";
import { listFolder } from "../../files/index.ts";
import type { WorldRunning, WorldSystem } from "../../process.ts";

/** How long svscan takes to see that a supervise has ended. Origin: daemontools-0.76 svscan.c main. */
const rescanSeconds = 5;

/** The pipe between a service and its log, which outlives both. */
interface Log {
  readonly reader: number;
  readonly writer: number;
}

interface State {
  /** By the folder of the service. */
  readonly logs: Map<ByteString, Log>;
  /** The process id of each supervise, by its folder. */
  readonly running: Map<ByteString, number>;
  /** Which folder of each service's name it was. */
  readonly entries: Map<ByteString, object | null>;
  /** How many files there were when it last looked; 0: it hasn't yet. */
  readonly fileCount: number;
}

/**
 * svscan(8): starts a supervise for each folder in its folder, and one for its log/, with a pipe between the two. A
 * supervise that ends is started again. `Differs:` a folder that comes is seen at once, not within five seconds.
 */
// daemontools-0.76 svscan.c
export function* svscan(system: WorldSystem): WorldRunning {
  if (system.argv[1] !== undefined) system.changeFolder(system.argv[1]);
  return yield* scan(system, { logs: new Map(), running: new Map(), entries: new Map(), fileCount: 0 });
}

/** Waits until there are more or fewer files than when it looked, or a supervise has ended, and looks again. */
function* scan(system: WorldSystem, from: State): WorldRunning {
  const { logs, running, entries } = copyOf(from);
  for (let { fileCount } = from; ; fileCount = system.files.nodes.size) {
    const now: State = { logs, running, entries, fileCount };
    system.atRest(() => copyOf(now), scan);
    const arrival = yield { kind: "file count", other: fileCount };
    if (arrival.kind === "exited") {
      yield { kind: "rest", seconds: rescanSeconds };
      for (const [name, processId] of [...running]) if (processId === arrival.processId) running.delete(name);
    }
    for (const name of serviceNames(system)) startMissing(system, name, now);
  }
}

function copyOf({ logs, running, entries, fileCount }: State): State {
  return { logs: new Map(logs), running: new Map(running), entries: new Map(entries), fileCount };
}

function serviceNames(system: WorldSystem): readonly ByteString[] {
  const names = listFolder(system.files, system.folder());
  if (typeof names === "string") return [];
  return names.filter((name) => !name.startsWith(".") && isFolder(system, name));
}

function startMissing(system: WorldSystem, name: ByteString, { logs, running, entries }: State): void {
  const start = (folder: ByteString, descriptors: ReadonlyMap<number, number>): void => {
    // One whose folder was away for a while has its supervise still.
    if (running.has(folder) || system.serviceAt(system.absolute(folder)) !== null) return;
    const { environment } = system;
    const processId = system.start({ argv: ["supervise", folder], environment, descriptors });
    if (processId !== null) running.set(folder, processId);
  };
  const log = `${name}/log`;
  const entry = system.files.entryOf(system.absolute(name));
  if (entries.get(name) !== entry) {
    // A folder that has got the name of another is another service. Whoever looked after that one goes on.
    const { reader = null, writer = null } = logs.get(name) ?? {};
    for (const descriptor of [reader, writer]) if (descriptor !== null) system.close(descriptor);
    for (const folder of [name, log]) running.delete(folder);
    logs.delete(name);
    entries.set(name, entry);
  }
  // Whether there's a log is looked at once, when the service is seen first.
  if (!running.has(name) && !logs.has(name) && isFolder(system, log)) logs.set(name, system.pipe());
  const pipe = logs.get(name);
  const errors = [2, 2] as const;
  start(name, new Map([[1, pipe?.writer ?? 1], errors]));
  if (pipe === undefined) return;
  start(log, new Map([[0, pipe.reader], [1, 1], errors]));
}

function isFolder(system: WorldSystem, path: ByteString): boolean {
  return system.files.nodes.get(system.absolute(path))?.kind === "folder";
}
