import type { ByteString } from "../engine/bytes/index.ts";
import type { Host } from "./host.ts";
import type { Process } from "./process.ts";
import type { Service } from "./service.ts";
import type { World } from "./world.ts";

/** The service of this folder, if a supervise that is alive looks after it. */
export function serviceAt(world: World, host: Host, path: ByteString): Service | null {
  const service = host.services.get(path);
  const supervisor = service === undefined ? undefined : world.processes.get(service.supervisorId);
  return service === undefined || supervisor === undefined || supervisor.ended !== null ? null : service;
}

/** Makes a process the one that looks after a folder; false if another does. */
export function takeService(world: World, process: Process, path: ByteString): boolean {
  if (serviceAt(world, process.host, path) !== null) return false;
  process.host.services.set(path, {
    path,
    supervisorId: process.id,
    commands: [],
    status: { processId: null, since: Math.floor(world.now), isPaused: false, wants: "up" },
  });
  return true;
}
