import { audit, clientRanges, readRunScript, type ClientRange, type Door } from "../audit/index.ts";
import { byteString, bytesOf, type ByteString } from "../engine/bytes/index.ts";
import type { FileRead } from "../engine/program/index.ts";
import { readFile, resolvePath, type World } from "../world/index.ts";

type Process = World["processes"] extends ReadonlyMap<number, infer P> ? P : never;

/** Which clients fare so at any of a host's servers for SMTP, by what each of them was started with. */
export function clientsThat(
  outcome: "relays" | "denied",
  world: World,
  host: string,
): readonly ClientRange[] {
  return doorsOf(world, host).flatMap(({ process, door, relaysBehind }) => {
    const path = door.rules === null ? null : resolvePath(process.folder, door.rules.path);
    const read = path === null ? null : fileOf(process, path);
    const rulesCdb =
      read?.kind === "read" && path !== null ? { path, bytes: read.bytes, modifiedAt: null } : null;
    const { clients } = audit({ rules: null, rulesCdb, control: null, others: [], run: null }, door);
    if (clients === null) return [];
    const isSo = [...clientRanges(clients.addresses, outcome)];
    if (outcome === "denied" || !relaysBehind) return isSo;
    return [...isSo, ...clientRanges(clients.addresses, "allowed")];
  });
}

/** A tcpserver that listens, with a server for SMTP behind it. */
interface ServingDoor {
  readonly process: Process;
  readonly door: Door;
  /** RELAYCLIENT is set behind tcpserver, for all that its rules let in. */
  readonly relaysBehind: boolean;
}

/** What each tcpserver was started with is told as a script would, since that is what the audit reads. */
// Gap: servers that inetd starts, with the wrappers' own rules.
function doorsOf(world: World, id: string): readonly ServingDoor[] {
  const host = world.hosts.get(id);
  if (host === undefined) return [];
  const listening = new Set([...host.listeners.values()].map(({ processId }) => processId));
  return [...world.processes.values()]
    .filter((process) => listening.has(process.id) && process.ended === null)
    .flatMap((process) => {
      const surroundings = {
        file: (path: ByteString) => {
          const read = fileOf(process, path);
          return read.kind === "read"
            ? ({ kind: "known", text: byteString(read.bytes) } as const)
            : ({ kind: "missing" } as const);
        },
        folder: (path: ByteString) => filesIn(process, path),
      };
      const { servers } = readRunScript(scriptOf(process), surroundings);
      return servers.map(({ door, environment }) => ({
        process,
        door: { ...door, ownAddresses: ["127.0.0.1", ...host.addresses] },
        relaysBehind: environment.some(({ name, where }) => name === "RELAYCLIENT" && where === "behind"),
      }));
    });
}

function scriptOf({ argv, environment }: Process): Uint8Array {
  const exported = [...environment].filter(([name]) => /^[A-Za-z_]\w*$/.test(name));
  const lines = exported.map(([name, value]) => `export ${name}=${quoted(value)}\n`);
  return bytesOf(`#!/bin/sh\n${lines.join("")}exec ${argv.map(quoted).join(" ")}\n`);
}

function quoted(word: ByteString): ByteString {
  return `'${word.replaceAll("'", "'\\''")}'`;
}

function fileOf({ host, folder }: Process, path: ByteString): FileRead {
  const node = readFile(host.files, resolvePath(folder, path));
  return typeof node === "string"
    ? { kind: "failed", error: node }
    : { kind: "read", bytes: node.bytes, origin: null };
}

function filesIn(process: Process, path: ByteString): ReadonlyMap<ByteString, ByteString> {
  const folder = `${resolvePath(process.folder, path)}/`;
  const files = new Map<ByteString, ByteString>();
  for (const [name, node] of process.host.files.nodes) {
    if (!name.startsWith(folder) || name.indexOf("/", folder.length) !== -1 || node.kind !== "file") continue;
    files.set(name.slice(folder.length), byteString(node.bytes));
  }
  return files;
}
