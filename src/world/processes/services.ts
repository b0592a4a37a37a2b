import type { ByteString } from "../../engine/bytes/index.ts";
import type { Host } from "../host.ts";
import type { Process } from "../process.ts";
import type { Service } from "../service.ts";
import type { World } from "../world.ts";

/** The service of this folder, if a supervise that is alive looks after it, and not after one that was there before. */
export function serviceAt(world: World, host: Host, path: ByteString): Service | null {
  for (const [supervisorId, service] of host.services)
    if (service.path === path && service.entry === host.files.entryOf(path) && isAlive(world, supervisorId))
      return service;
  return null;
}

/** Makes a process the one that looks after a folder; false if another does. */
export function takeService(world: World, process: Process, path: ByteString): boolean {
  const { host, id } = process;
  if (serviceAt(world, host, path) !== null) return false;
  for (const other of [...host.services.keys()]) if (!isAlive(world, other)) host.services.delete(other);
  host.services.set(id, {
    path,
    entry: host.files.entryOf(path),
    commands: [],
    status: { processId: null, since: Math.floor(world.now), isPaused: false, wants: "up" },
  });
  return true;
}

function isAlive({ processes }: World, id: number): boolean {
  return processes.get(id)?.ended === null;
}
