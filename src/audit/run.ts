import type { Configuration } from "./configuration.ts";
import { usualDoor, type Door } from "./door.ts";
import { readRunScript, surroundingsOf, type RunScript, type ServerStart } from "./run-script/index.ts";

/** What scripts were found to start, for as long as somebody holds the configuration. */
const scripts = new WeakMap<Configuration, RunScript>();

/** What the run script starts; null if nobody gave one. */
export function runOf(configuration: Configuration): RunScript | null {
  if (configuration.run === null) return null;
  const found = scripts.get(configuration);
  if (found !== undefined) return found;
  const script = readRunScript(configuration.run.bytes, surroundingsOf(configuration));
  scripts.set(configuration, script);
  return script;
}

/** The server that the world's mail comes to: the first at port 25, else the first. Null if none is known. */
export function mainServer({ servers }: RunScript): ServerStart | null {
  return servers.find(({ port }) => port?.text === "smtp" || port?.text === "25") ?? servers[0] ?? null;
}

/** How the server is started, as its run script says; as usual if there's none, or none that starts a server. */
export function doorOf(configuration: Configuration): Door {
  const script = runOf(configuration);
  return (script === null ? null : mainServer(script)?.door) ?? usualDoor;
}
