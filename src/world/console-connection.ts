import type { World } from "./world.ts";

/** The connection that a program on a host's console holds, so that what is typed goes to it; null if there's none. */
export function consoleConnection(world: World, host: string): number | null {
  for (const process of world.processes.values()) {
    if (process.host.id !== host || process.descriptors.get(0)?.kind !== "keyboard") continue;
    for (const descriptor of process.descriptors.values()) {
      if (descriptor.kind === "socket") return descriptor.connectionId;
    }
  }
  return null;
}
