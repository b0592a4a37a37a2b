import { bytesOf, encodeByteString, encodeText, type ByteString } from "../../engine/bytes/index.ts";
import { PROFILES } from "../../engine/smtpd/index.ts";
import { errorText } from "../../engine/program/index.ts";
import {
  changeNode,
  createAccounts,
  createFileSystem,
  type FileSystem,
  groupOf,
  makeFolders,
  nullDevice,
  ownerNamed,
  parentPath,
  resolvePath,
  root,
  userOf,
  writeFile,
} from "../files/index.ts";
import type { Host } from "../host.ts";
import { type NameRecords, type Names, reverseName } from "../network/index.ts";
import { defaultPath } from "../program-files.ts";
import { programTable, settle, type Software, spawn } from "../processes/index.ts";
import type { Descriptor } from "../process.ts";
import { createPipe } from "../pipe.ts";
import type { FileDescription, FileOverlay, WorldFile } from "../world-file.ts";
import { emptyWorld, type World } from "../world.ts";

export type Booted =
  | { readonly kind: "booted"; readonly world: World }
  /** `why` tells which file can't be written. */
  | { readonly kind: "failed"; readonly why: string };

/** Makes a world from its file, with a lesson's files laid over it: services run, and each console has a shell. */
export function boot(file: WorldFile, overlay: FileOverlay = {}): Booted {
  const hosts = Object.entries(file.hosts).map(([id, host]) => makeHost(id, host, file.now));
  for (const host of hosts) {
    const { id } = host;
    const files = { ...file.hosts[id]?.files };
    for (const [path, text] of Object.entries(overlay[id] ?? {})) {
      const below = files[path];
      files[path] = typeof below === "object" ? { ...below, text } : text;
    }
    const why = placeAll(host, files, file.now);
    if (why !== null) return { kind: "failed", why: `${id}: ${why}` };
  }
  const world = emptyWorld({ now: file.now, hosts, names: namesOf(file), serverHost: file.server });
  for (const host of hosts) {
    startServices(world, host);
    if (host.mail !== null) startServer(world, host, "/usr/sbin/mail-server");
    if (host.qmail !== null && host.files.nodes.has("/etc/inetd.conf"))
      startServer(world, host, "/usr/local/bin/inetd");
    startShell(world, host);
  }
  settle(world);
  return { kind: "booted", world };
}

/** A file of a world file that can't be on its host as it's described. `keys` lead on from its path. */
interface MisplacedFile {
  readonly host: string;
  readonly path: string;
  readonly keys: readonly string[];
  readonly expected: string;
}

/** The files of a world file that there's no room or place for on its hosts, or that belong to nobody there. */
export function misplacedFiles({ hosts, now }: Pick<WorldFile, "hosts" | "now">): readonly MisplacedFile[] {
  return Object.entries(hosts).flatMap(([id, description]) => {
    const host = makeHost(id, description, now);
    return Object.entries(description.files).flatMap(([path, entry]) => {
      const at = { host: id, path };
      const why = placeAll(host, { [path]: entry }, now);
      if (why !== null) return [{ ...at, keys: [], expected: `expected a file that can be made; ${why}` }];
      const { owner = "root", group = "root" } = typeof entry === "string" ? {} : entry;
      const isNobody = userOf(host.files, owner) === null;
      const isNoGroup = groupOf(host.files, group) === null;
      return [
        ...(isNobody
          ? [{ ...at, keys: ["owner"], expected: `expected a user of ${id}, found ${owner}` }]
          : []),
        ...(isNoGroup
          ? [{ ...at, keys: ["group"], expected: `expected a group of ${id}, found ${group}` }]
          : []),
      ];
    });
  });
}

function makeHost(id: string, description: WorldFile["hosts"][string], now: number): Host {
  const {
    name,
    addresses,
    user,
    qmail,
    ident = "refused",
    resolver,
    filtered,
    blocked,
    behind,
  } = description;
  const home = encodeByteString(user === "root" ? "/root" : `/home/${user}`);
  const files = createFileSystem(now);
  for (const folder of [
    "/bin",
    "/dev",
    "/etc",
    "/tmp",
    home,
    ...(qmail === undefined ? [] : [servicesFolder]),
  ])
    makeFolders(files, folder, now);
  changeNode(files, "/tmp", { mode: 0o1777 });
  writeFile(files, nullDevice, { bytes: new Uint8Array(), now, mode: 0o666 });
  createAccounts(files, {
    users: [user, ...description.users],
    qmail: qmail === undefined ? "without" : "with qmail",
    now,
  });
  const software: Software[] = ["base"];
  if (qmail !== undefined) software.push("daemontools", "ucspi-tcp", "qmail", "inetd");
  if (description.mail !== undefined) software.push("mail-server");
  install(files, software, now);
  return {
    id,
    name,
    addresses,
    user,
    home,
    files,
    locks: new Map(),
    listeners: new Map(),
    ident: ident === "refused" || ident === "filtered" ? { kind: ident } : { kind: "user", user: ident },
    hasResolver: resolver !== "missing",
    filteredPorts: new Set(filtered),
    blockedPorts: new Set(blocked),
    behind: behind ?? null,
    services: new Map(),
    mail: description.mail ?? null,
    qmail: qmail === undefined ? null : PROFILES[qmail],
  };
}

/** DNS as a world file has it; `dns` counts before `names`, and that before the hosts' own names. */
function namesOf(file: WorldFile): Names {
  const names = new Map<string, NameRecords | "servfail" | "timeout">();
  const none: NameRecords = {
    addresses: [],
    pointers: [],
    mailExchangers: [],
    texts: [],
    alias: null,
    delaySeconds: 0,
    anyBytes: null,
  };
  for (const { name, addresses } of Object.values(file.hosts))
    names.set(name.toLowerCase(), { ...none, addresses });
  for (const [name, address] of Object.entries(file.names))
    names.set(name.toLowerCase(), { ...none, addresses: [address] });
  for (const [name, found] of Object.entries(file.dns ?? {})) {
    const isAddress = /^\d+\.\d+\.\d+\.\d+$/.test(name);
    const key = isAddress ? reverseName(name) : name.toLowerCase();
    const before = names.get(key);
    if (typeof found === "string") {
      names.set(key, found);
      continue;
    }
    const own = typeof before === "object" ? before.addresses : [];
    names.set(key, {
      addresses: found.a.length > 0 || found.cname !== undefined ? found.a : own,
      pointers: found.ptr,
      mailExchangers: found.mx,
      texts: found.txt,
      alias: found.cname ?? null,
      delaySeconds: found.delay ?? 0,
      anyBytes: found.anyBytes ?? null,
    });
  }
  return names;
}

function install(files: FileSystem, software: readonly Software[], now: number): void {
  for (const { name, path, software: of, mode, owner } of programTable) {
    if (!software.includes(of)) continue;
    makeFolders(files, parentPath(path), now);
    const bytes = bytesOf(`(the program ${name})\n`);
    writeFile(files, path, { bytes, now, mode, program: name, owner: ownerNamed(files, owner) });
  }
}

/** Writes files with the folders above them. What is in a home belongs to whose home it is. Tells why not, or null. */
function placeAll({ files }: Host, entries: WorldFile["hosts"][string]["files"], now: number): string | null {
  for (const [path, entry] of Object.entries(entries)) {
    const where = resolvePath("/", encodeByteString(path));
    const described: FileDescription = typeof entry === "string" ? { text: entry } : entry;
    const [, home] = /^(\/home\/[^/]+|\/var\/qmail\/alias)\/./.exec(where) ?? [];
    const folder = home === undefined ? undefined : files.nodes.get(home);
    const { text, modified = now, mode = text.startsWith("#!") ? 0o755 : 0o644 } = described;
    const own =
      described.owner === undefined && folder !== undefined
        ? folder
        : ownerNamed(files, described.owner ?? "root");
    const error =
      makeFolders(files, parentPath(where), now) ??
      writeFile(files, where, {
        bytes: encodeText(text),
        now: modified,
        mode,
        owner: described.group === undefined ? own : { owner: own.owner, group: described.group },
      });
    if (error !== null) return `${path} can't be written: ${errorText(error)}`;
  }
  return null;
}

/** Lets svscan look after /service. What services without a log say goes to readproctitle. */
// daemontools-0.76 svscanboot.sh
function startServices(world: World, host: Host): void {
  if (host.files.nodes.get(servicesFolder)?.kind !== "folder") return;
  const pipe = createPipe();
  const output: Descriptor = { kind: "writer", pipe, holders: { count: 0 } };
  const rest = {
    host,
    environment: new Map([["PATH", defaultPath]]),
    folder: servicesFolder,
    parent: null,
    connectionId: null,
  };
  spawn(world, {
    ...rest,
    argv: ["svscan", servicesFolder],
    descriptors: new Map([
      [1, output],
      [2, output],
    ]),
  });
  const input: Descriptor = { kind: "reader", pipe };
  const argv = ["readproctitle", "service", "errors:"];
  spawn(world, { ...rest, argv, descriptors: new Map([[0, input]]) });
}

const servicesFolder = "/service";

function startServer(world: World, host: Host, path: ByteString): void {
  const argv = [path];
  const environment = new Map<ByteString, ByteString>();
  const descriptors = new Map<number, Descriptor>();
  spawn(world, { host, argv, environment, folder: "/", descriptors, parent: null, connectionId: null });
}

/** Gives a host's console a shell to type at. */
export function startShell(world: World, host: Host): void {
  const keyboard = world.keyboards.get(host.id);
  if (keyboard === undefined) return;
  const screen: Descriptor = { kind: "screen", consoleHost: host.id };
  spawn(world, {
    host,
    argv: ["sh"],
    user: userOf(host.files, encodeByteString(host.user)) ?? root,
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
