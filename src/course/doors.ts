import {
  audit,
  clientRanges,
  readRunScript,
  type ClientRange,
  type ServerStart,
  type Surroundings,
} from "../audit/index.ts";
import { byteString, bytesOf, type ByteString } from "../engine/bytes/index.ts";
import type { Environment, FileRead } from "../engine/program/index.ts";
import { listFolder, readFile, resolvePath, type World } from "../world/index.ts";

export type Process = World["processes"] extends ReadonlyMap<number, infer P> ? P : never;

/** Which clients fare so at any of a host's servers for SMTP, by what each of them was started with. */
export function clientsThat(
  outcome: "relays" | "denied",
  world: World,
  host: string,
): readonly ClientRange[] {
  return doorsOf(world, host).flatMap(({ process, server }) => {
    const { door } = server;
    const path = door.rules === null ? null : resolvePath(process.folder, door.rules.path);
    const read = path === null ? null : fileOf(process, path);
    const rulesCdb =
      read?.kind === "read" && path !== null ? { path, bytes: read.bytes, modifiedAt: null } : null;
    const { clients } = audit({ rules: null, rulesCdb, control: null, others: [], run: null }, door);
    return clients === null ? [] : [...clientRanges(clients.addresses, outcome)];
  });
}

/** A tcpserver that listens, with a server for SMTP behind it. */
export interface ServingDoor {
  readonly process: Process;
  readonly server: ServerStart;
  /** What it was started with, told as a script would. */
  readonly script: Uint8Array;
}

/** What each tcpserver was started with is told as a script would, since that is what the audit reads. */
// Gap: servers that inetd starts, with the wrappers' own rules.
export function doorsOf(world: World, id: string): readonly ServingDoor[] {
  const host = world.hosts.get(id);
  if (host === undefined) return [];
  const listening = new Set([...host.listeners.values()].map(({ processId }) => processId));
  return [...world.processes.values()]
    .filter((process) => listening.has(process.id) && process.ended === null)
    .flatMap((process) => {
      const script = scriptOf(process);
      const { servers } = readRunScript(script, surroundingsOf(process));
      return servers.map((server) => ({ process, server: atHost(server, process), script }));
    });
}

/** The same with the addresses of the host that it's on. */
export function atHost(server: ServerStart, { host }: Pick<Process, "host">): ServerStart {
  return { ...server, door: { ...server.door, ownAddresses: ["127.0.0.1", ...host.addresses] } };
}

/** Where a program is: its host and its working folder. */
type Whereabouts = Pick<Process, "host" | "folder">;

/** The files that a script finds there. */
export function surroundingsOf(there: Whereabouts): Surroundings {
  return {
    workingFolder: there.folder,
    file: (path) => {
      const read = fileOf(there, path);
      return read.kind === "read" ? { kind: "known", text: byteString(read.bytes) } : { kind: "missing" };
    },
    folder: (path) => filesIn(there, path),
  };
}

function scriptOf({ argv, environment }: Process): Uint8Array {
  return bytesOf(`#!/bin/sh\n${exportsOf(environment)}exec ${argv.map(quoted).join(" ")}\n`);
}

/** The lines of a script that make an environment. */
export function exportsOf(environment: Environment): ByteString {
  const exported = [...environment].filter(([name]) => /^[A-Za-z_]\w*$/.test(name));
  return exported.map(([name, value]) => `export ${name}=${quoted(value)}\n`).join("");
}

export function quoted(word: ByteString): ByteString {
  return `'${word.replaceAll("'", "'\\''")}'`;
}

function fileOf({ host, folder }: Whereabouts, path: ByteString): FileRead {
  const node = readFile(host.files, resolvePath(folder, path));
  return typeof node === "string"
    ? { kind: "failed", error: node }
    : { kind: "read", bytes: node.bytes, origin: null };
}

// daemontools-0.76 envdir.c main
function filesIn(there: Whereabouts, path: ByteString): ReturnType<Surroundings["folder"]> {
  const names = listFolder(there.host.files, resolvePath(there.folder, path));
  if (typeof names === "string") return { kind: "missing" };
  const files = new Map<ByteString, ByteString>();
  for (const name of names.filter((one) => !one.startsWith("."))) {
    const read = fileOf(there, `${path}/${name}`);
    if (read.kind === "failed") return { kind: "unreadable" };
    files.set(name, byteString(read.bytes));
  }
  return { kind: "known", files };
}
