import { readRunScript, type ConfigurationFile, type ServerStart } from "../../audit/index.ts";
import { byteString, bytesOf, type ByteString } from "../../engine/bytes/index.ts";
import { portNumber, readFile, resolvePath, type Host, type World } from "../../world/index.ts";
import { atHost, doorsOf, exportsOf, quoted, surroundingsOf, type Process } from "../doors.ts";

/** A server for SMTP as something starts it, or has started it. */
export interface Started {
  readonly server: ServerStart;
  readonly port: number | null;
  /** What starts it, as the audit reads it. */
  readonly script: ConfigurationFile;
  /** The working folder, which relative paths are from. */
  readonly folder: ByteString;
  /** The file that says so, and the line there; null: a process that nothing looks after. */
  readonly place: { readonly file: ByteString; readonly line: number } | null;
}

/** A server that listens, and what it would be if whatever looks after it started it anew from the files as they are. */
export interface Serving {
  /** Null: it isn't there. */
  readonly now: Started | null;
  /** Null: it would be gone. */
  readonly next: Started | null;
  /** What looks after it, and how it's told to start it anew; null if nothing does. */
  readonly keeper:
    | { readonly kind: "supervise"; readonly folder: ByteString }
    | { readonly kind: "inetd"; readonly processId: number }
    | null;
}

/** All servers for SMTP of a host, by what the running processes were started with. */
export function servingOf(world: World, host: Host): readonly Serving[] {
  const doors = doorsOf(world, host.id).map(({ process, server, script }) => ({
    keeperId: keeperOf(process)?.id ?? null,
    started: {
      server,
      port: portOf(server),
      script: { path: "(running)", bytes: script, modifiedAt: null },
      folder: process.folder,
      place: null,
    } satisfies Started,
  }));
  const alone = doors
    .filter(({ keeperId }) => keeperId === null)
    .map(({ started }): Serving => ({ now: started, next: started, keeper: null }));
  const supervised = [...host.services].flatMap(([id, { path, status }]): readonly Serving[] => {
    const supervise = world.processes.get(id);
    if (supervise === undefined || supervise.ended !== null) return [];
    const now = doors.filter(({ keeperId }) => keeperId === id).map(({ started }) => started);
    const next = status.wants === "down" ? [] : startsOf(supervise, path).filter(isFree(world, host, id));
    return paired(now, next, { kind: "supervise", folder: path });
  });
  return [...supervised, ...alone, ...inetdServing(world, host)];
}

/** The supervise that has started a process, or whose child has; null if there's none. */
function keeperOf(process: Process): Process | null {
  for (let one: Process | null = process; one !== null; one = one.parent)
    if (one.ended === null && one.host.services.has(one.id)) return one;
  return null;
}

/** The servers that a service's run script would start now. */
function startsOf(supervise: Process, service: ByteString): readonly Started[] {
  const file = `${service}/run`;
  const node = readFile(supervise.host.files, file);
  if (typeof node === "string" || (node.mode & 0o111) === 0) return [];
  const there = { host: supervise.host, folder: service };
  const text = byteString(node.bytes);
  const [first = ""] = text.split("\n", 1);
  const inserted = `cd ${quoted(service)}\n${exportsOf(supervise.environment)}`;
  const bytes = bytesOf(`${first}\n${inserted}${text.slice(first.length + 1)}`);
  const { servers, start } = readRunScript(bytes, surroundingsOf(there));
  if (start !== null) return [];
  const before = inserted.split("\n").length - 1;
  return servers.map((server) => ({
    server: atHost(server, there),
    port: portOf(server),
    script: { path: file, bytes, modifiedAt: null },
    folder: service,
    place: { file, line: Math.max(1, server.place.line - (server.place.line > 1 ? before : 0)) },
  }));
}

/** Whether no other service has a server's port. */
function isFree(world: World, host: Host, keeperId: number): (started: Started) => boolean {
  return ({ port }) =>
    [...host.listeners.values()].every((listener) => {
      const process = world.processes.get(listener.processId);
      return listener.port !== port || process === undefined || keeperOf(process)?.id === keeperId;
    });
}

// A script that decides between servers starts one of them; which, only running it would tell.
function paired(
  now: readonly Started[],
  next: readonly Started[],
  keeper: Serving["keeper"],
): readonly Serving[] {
  if (now.length === 0) {
    const first = next.find(({ port }) => port === 25) ?? next[0];
    return first === undefined ? [] : [{ now: null, next: first, keeper }];
  }
  return now.map((one, index) => ({
    now: one,
    next: next.find(({ port }) => port === one.port) ?? next[index] ?? next[0] ?? null,
    keeper,
  }));
}

/** inetd keeps what it has read of its file until HUP. */
function inetdServing(world: World, host: Host): readonly Serving[] {
  return [...world.processes.values()].flatMap((process): readonly Serving[] => {
    if (process.host !== host || process.ended !== null) return [];
    return [...process.kept].flatMap(([file, bytes]): readonly Serving[] => {
      if (bytes === null || !INETD_CONF.test(file)) return [];
      const node = readFile(host.files, file);
      const now = inetdStarts(process, { path: file, bytes, modifiedAt: null });
      const next =
        typeof node === "string"
          ? now
          : inetdStarts(process, { path: file, bytes: node.bytes, modifiedAt: null });
      const isHeld = ({ port }: Started): boolean =>
        [...host.listeners.values()].some((one) => one.processId === process.id && one.port === port);
      return paired(now.filter(isHeld), next, { kind: "inetd", processId: process.id });
    });
  });
}

const INETD_CONF = /(?:^|\/)inetd\.conf$/;

function inetdStarts(inetd: Process, script: ConfigurationFile): readonly Started[] {
  const { servers } = readRunScript(script.bytes, surroundingsOf(inetd));
  return servers.map((server) => ({
    server: atHost(server, inetd),
    port: portOf(server),
    script,
    folder: inetd.folder,
    place: { file: script.path, line: server.place.line },
  }));
}

function portOf({ port }: ServerStart): number | null {
  return port?.text === undefined || port.text === null ? null : portNumber(port.text);
}

/** Whether two starts come to the same for who may relay, if their files say the same. */
export function isSameStart(one: Started, other: Started): boolean {
  return essence(one) === essence(other);
}

function essence({ server, folder, port }: Started): string {
  const { door, environment, lists, passwords, chain } = server;
  return JSON.stringify([
    port,
    door.rules === null ? null : [resolvePath(folder, door.rules.path), door.rules.whenMissing],
    [door.clientName, door.asksIdent, door.smtpd, door.behind],
    environment
      .filter(({ name }) => name === "RELAYCLIENT" || name === "RBLSMTPD")
      .map(({ name, value, where }) => [name, value, where]),
    lists.map(({ kind, zone, refuses, failsClosed }) => [kind, zone.text, refuses, failsClosed]),
    passwords?.kind ?? null,
    chain.some(({ name }) => name === "relay-ctrl-check"),
  ]);
}
