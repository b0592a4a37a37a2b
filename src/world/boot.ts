import { bytesOf, encodeByteString, encodeText } from "../engine/bytes/index.ts";
import { PROFILES } from "../engine/smtpd/index.ts";
import { createFileSystem, makeFolders, parentPath, writeFile, type FileSystem } from "./files/index.ts";
import type { Host } from "./host.ts";
import { defaultPath } from "./program-files.ts";
import { programTable, type Software } from "./program-table.ts";
import type { Descriptor } from "./process.ts";
import { spawn } from "./processes.ts";
import { settle } from "./scheduler.ts";
import type { FileOverlay, WorldFile } from "./world-file.ts";
import { emptyWorld, type World } from "./world.ts";

/** Makes a world from its file, with a lesson's files laid over it: services run, and each console has a shell. */
export function boot(file: WorldFile, overlay: FileOverlay = {}): World {
  const hosts = Object.entries(file.hosts).map(([id, host]) => makeHost(id, host, { file, overlay }));
  const ownNames = hosts.map((host) => [host.name, host.addresses[0] ?? ""] as const);
  const names = new Map([...ownNames, ...Object.entries(file.names)]);
  const world = emptyWorld({ now: file.now, hosts, names, serverHost: file.server });
  for (const host of hosts) {
    for (const service of file.hosts[host.id]?.services ?? []) startService(world, host, service);
    startShell(world, host);
  }
  settle(world);
  return world;
}

function makeHost(
  id: string,
  description: WorldFile["hosts"][string],
  { file, overlay }: { readonly file: WorldFile; readonly overlay: FileOverlay },
): Host {
  const { name, addresses, user, qmail } = description;
  const home = encodeByteString(user === "root" ? "/root" : `/home/${user}`);
  const files = createFileSystem(file.now);
  for (const folder of ["/bin", "/etc", "/tmp", home]) makeFolders(files, folder, file.now);
  install(files, qmail === undefined ? ["base"] : ["base", "ucspi-tcp", "qmail"], file.now);
  for (const [path, text] of Object.entries({ ...description.files, ...overlay[id] })) {
    place(files, path, text, file.now);
  }
  return {
    id,
    name,
    addresses,
    user,
    home,
    files,
    listeners: new Map(),
    qmail: qmail === undefined ? null : PROFILES[qmail],
  };
}

function install(files: FileSystem, software: readonly Software[], now: number): void {
  for (const [program, row] of programTable) {
    if (!software.includes(row.software)) continue;
    makeFolders(files, parentPath(row.path), now);
    writeFile(files, row.path, { bytes: bytesOf(`(the program ${program})\n`), now, mode: 0o755, program });
  }
}

function place(files: FileSystem, path: string, text: string, now: number): void {
  const where = encodeByteString(path);
  makeFolders(files, parentPath(where), now);
  const mode = text.startsWith("#!") ? 0o755 : 0o644;
  const error = writeFile(files, where, { bytes: encodeText(text), now, mode });
  if (error !== null) throw new Error(`${path} of the world can't be written: ${error}`);
}

function startService(world: World, host: Host, path: string): void {
  const script = encodeByteString(path);
  spawn(world, {
    host,
    argv: [script],
    environment: new Map([["PATH", defaultPath]]),
    folder: parentPath(script),
    descriptors: new Map(),
    parent: null,
    connectionId: null,
  });
}

/** Gives a host's console a shell to type at. */
export function startShell(world: World, host: Host): void {
  const keyboard = world.keyboards.get(host.id);
  if (keyboard === undefined) return;
  const screen: Descriptor = { kind: "screen", consoleHost: host.id };
  spawn(world, {
    host,
    argv: ["sh"],
    environment: new Map([
      ["HOME", host.home],
      ["PATH", defaultPath],
      ["USER", encodeByteString(host.user)],
    ]),
    folder: host.home,
    descriptors: new Map<number, Descriptor>([
      [0, { kind: "keyboard", pipe: keyboard }],
      [1, screen],
      [2, screen],
    ]),
    parent: null,
    connectionId: null,
  });
}
