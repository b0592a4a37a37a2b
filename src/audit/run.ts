import type { ByteString } from "../engine/bytes/index.ts";
import type { Configuration } from "./configuration.ts";
import { usualDoor, type Door } from "./door.ts";
import {
  plainPath,
  readRunScript,
  surroundingsOf,
  type RunScript,
  type ServerStart,
  type TakenVariable,
} from "./run-script/index.ts";

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

/** The folders that the run script gives envdir, as `environmentFolders` has them; those that lead out of it are left out. */
export function environmentFoldersAsked(configuration: Configuration): readonly ByteString[] {
  if (configuration.run === null) return [];
  const asked = new Set<ByteString>();
  const surroundings = surroundingsOf(configuration);
  readRunScript(configuration.run.bytes, {
    ...surroundings,
    folder: (path) => {
      const plain = plainPath(path);
      if (plain !== null) asked.add(plain);
      return surroundings.folder(path);
    },
  });
  return [...asked];
}

/** The server that the world's mail comes to: the first at port 25, else the first. Null if none is known. */
export function mainServer({ servers }: RunScript): ServerStart | null {
  return servers.find(({ port }) => port?.text === "smtp" || port?.text === "25") ?? servers[0] ?? null;
}

/** Where RELAYCLIENT is taken away behind tcpserver, whatever has set it; null if it isn't. */
export function relayclientTakenAt({ environment, taken }: ServerStart): TakenVariable | null {
  if (environment.some(({ name, where }) => name === "RELAYCLIENT" && where === "behind")) return null;
  return taken.find(({ name }) => name === "RELAYCLIENT" || name === null) ?? null;
}

/** How the server is started, as its run script says; as usual if there's none, or none that starts a server. */
export function doorOf(configuration: Configuration): Door {
  const script = runOf(configuration);
  if (script === null) return usualDoor;
  const door = mainServer(script)?.door ?? usualDoor;
  return neverServes(script) ? { ...door, basis: "run script", behind: { kind: "nothing" } } : door;
}

/** Whether all that the script starts for SMTP fails before it takes connections. */
function neverServes({ servers, failures, unknowns }: RunScript): boolean {
  return servers.length === 0 && failures.length > 0 && !unknowns.some(({ about }) => about === "server");
}
