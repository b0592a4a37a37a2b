import type { ByteString } from "../engine/bytes/index.ts";
import type { Host } from "./host.ts";
import type { World } from "./world.ts";

/**
 * Lets everything that is in a folder come along when that has got another name: a process keeps its folder and the files
 * that it has open there, a supervise its service, by whatever path they are to be found now.
 */
// POSIX.1-2017 XSH rename: open files and working directories aren't bound to names.
export function followMove(world: World, host: Host, from: ByteString, to: ByteString): void {
  const moved = (path: ByteString): ByteString =>
    path === from || path.startsWith(`${from}/`) ? to + path.slice(from.length) : path;
  for (const [supervisorId, service] of host.services) {
    const path = moved(service.path);
    if (path !== service.path)
      host.services.set(supervisorId, { ...service, path, entry: host.files.entryOf(path) });
  }
  for (const process of world.processes.values()) {
    if (process.host !== host) continue;
    process.folder = moved(process.folder);
    for (const [number, one] of process.descriptors)
      if ("path" in one) process.descriptors.set(number, { ...one, path: moved(one.path) });
    const { wait } = process;
    // There are as many files as before, but not in the same places.
    if (wait?.kind === "file count") process.wait = { ...wait, other: -1 };
  }
}
