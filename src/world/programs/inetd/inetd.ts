import { bytesOf, type ByteString } from "../../../engine/bytes/index.ts";
import {
  baseName,
  groupOf,
  makeFolders,
  parentPath,
  removeFile,
  unixErrorText,
  userOf,
} from "../../files/index.ts";
import { portNumber } from "../../network/index.ts";
import type { WorldArrival, WorldProgram, WorldRunning, WorldSystem } from "../../process.ts";
import { readOptions } from "../options.ts";
import { complain, exit } from "../print.ts";
import { parseInetdConf, type InetdService } from "./inetd-conf.ts";
import { limits } from "./limits.ts";
import { syslog } from "./syslog.ts";

const defaultConf = "/etc/inetd.conf";
const pidFile = "/var/run/inetd.pid";

/**
 * inetd(8): goes into the background, listens on the ports of /etc/inetd.conf (or of another file that is named) and starts
 * the servers of its lines. It takes no options.
 */
// netkit-base-0.17 inetd.c main
export function* inetd(system: WorldSystem): WorldRunning {
  const { operands, trouble } = readOptions(system.argv, { flags: "" });
  if (trouble !== null) {
    complain(system, trouble);
    return exit(1);
  }
  if (system.user().uid !== 0) {
    complain(system, "must be run as root");
    return exit(1);
  }
  const conf = system.absolute(operands[0] ?? defaultConf);
  system.start({
    argv: system.argv,
    environment: system.environment,
    descriptors: new Map(),
    program: (child) => serve(child, conf),
  });
  return exit(0);
}

/** A service while inetd runs. */
interface Running {
  service: InetdService;
  /** Null: its name stands for no port. */
  port: number | null;
  isListening: boolean;
  /** Servers that were started since `countedFrom`. */
  count: number;
  countedFrom: number;
  /** The server that has the port itself ("wait"), by its process id; null if there is none. */
  waitedFor: number | null;
}

/** The file that inetd reads, and how it tells the system's log. */
interface Log {
  readonly conf: ByteString;
  readonly say: (text: ByteString) => void;
}

function* serve(system: WorldSystem, conf: ByteString): WorldRunning {
  const say = (text: ByteString): void => {
    syslog(system, "inetd", text);
  };
  system.changeFolder("/");
  system.catchSignals(["HUP", "TERM", "INT"]);
  makeFolders(system.files, parentPath(pidFile), system.now());
  system.writeFile(pidFile, bytesOf(`${system.processId}\n`));
  const services = configure(system, [], { conf, say });
  return yield* answerCalls(system, { conf, services, retryAt: null });
}

/** An inetd that has read its file. */
interface Serving {
  readonly conf: ByteString;
  readonly services: readonly Running[];
  /** When to try again for the ports that others have; null: it has all of them. */
  readonly retryAt: number | null;
}

function* answerCalls(system: WorldSystem, { conf, ...begun }: Serving): WorldRunning {
  const say = (text: ByteString): void => {
    syslog(system, "inetd", text);
  };
  let services: readonly Running[] = begun.services.map((running) => ({ ...running }));
  let { retryAt } = begun;
  for (;;) {
    const isAnyDown = services.some(({ port, isListening }) => port !== null && !isListening);
    retryAt = isAnyDown ? (retryAt ?? system.now() + limits.retrySeconds) : null;
    const open = services.filter(({ isListening, waitedFor }) => isListening && waitedFor === null);
    system.atRest(
      (): Serving => ({ conf, services: services.map((running) => ({ ...running })), retryAt }),
      answerCalls,
    );
    const arrival = yield {
      kind: "incoming",
      ports: open.flatMap(({ port }) => port ?? []),
      timeoutSeconds: retryAt === null ? null : Math.max(0, retryAt - system.now()),
    };
    if (arrival.kind === "signal") {
      if (arrival.signal !== "HUP") {
        removeFile(system.files, pidFile);
        return exit(0);
      }
      services = configure(system, services, { conf, say });
    } else if (arrival.kind === "exited") {
      const ended = services.find(({ waitedFor }) => waitedFor === arrival.processId);
      if (ended !== undefined) tellEnd(ended, arrival, say);
    } else if (arrival.kind === "incoming") {
      const called = open.find(({ port }) => port === arrival.port);
      if (called !== undefined) answer(system, called, arrival.port, { conf, say });
    } else {
      retryAt = null;
      for (const running of services) setUp(system, running, say);
    }
  }
}

/**
 * Reads the file. A service that was there before goes on with what its line says now; one that is in it no longer gives
 * its port back. A file that can't be read leaves all as it was.
 */
// netkit-base-0.17 inetd.c config
function configure(system: WorldSystem, before: readonly Running[], { conf, say }: Log): readonly Running[] {
  const file = system.readFile(conf);
  if (file.kind === "failed") {
    say(`${conf}: ${file.error === "EACCES" ? "Permission denied" : "No such file or directory"}`);
    return before;
  }
  system.keep([conf]);
  const { services, troubles } = parseInetdConf(file.bytes);
  for (const { line, text } of troubles) say(`${conf}:${line}: ${text}`);
  const after = new Map<ByteString, Running>();
  for (const service of services) {
    const known = after.get(service.name) ?? before.find((running) => running.service.name === service.name);
    const port = portNumber(service.name);
    if (port === null) say(`${nameOf(service)}: unknown service`);
    const rest = known ?? { isListening: false, count: 0, countedFrom: 0, waitedFor: null };
    after.set(service.name, { ...rest, service, port });
  }
  for (const running of after.values()) setUp(system, running, say);
  // As late as in the original: a port can't pass from one of its names to another at one HUP.
  for (const { service, port, isListening } of before) {
    if (port !== null && isListening && !after.has(service.name)) system.stopListening(port);
  }
  return [...after.values()];
}

/** Takes a service's port, if it hasn't got it. */
// netkit-base-0.17 inetd.c setup
function setUp(system: WorldSystem, running: Running, say: Log["say"]): void {
  if (running.port === null || running.isListening) return;
  running.isListening = system.listen(running.port, limits.backlogMax);
  if (!running.isListening) say(`${nameOf(running.service)}: bind: Address already in use`);
}

/** Starts the server of a service that is called, unless that has happened too often within a minute. */
// netkit-base-0.17 inetd.c main
function answer(system: WorldSystem, running: Running, port: number, { conf, say }: Log): void {
  const { service } = running;
  const now = system.now();
  running.count++;
  if (running.count === 1) {
    running.countedFrom = now;
  } else if (running.count >= service.startsMax) {
    if (now - running.countedFrom <= limits.startsSeconds) {
      say(`${nameOf(service)} server failing (looping), service terminated`);
      system.stopListening(port);
      running.isListening = false;
      running.count = 0;
      return;
    }
    running.countedFrom = now;
    running.count = 1;
  }
  // A server that is waited for gets the port itself, to accept connections from; none here can.
  const socket = service.flow === "wait" ? null : system.accept(port);
  const started = system.start({
    argv: service.argv,
    environment: system.environment,
    descriptors: new Map(socket === null ? [] : [0, 1, 2].map((number) => [number, socket])),
    ...(socket === null ? {} : { socket }),
    program: server(service, conf),
  });
  if (socket !== null) system.close(socket);
  if (started === null) say("fork: Resource temporarily unavailable");
  else if (service.flow === "wait") running.waitedFor = started;
}

/** What inetd's child does until it becomes the server. */
function server(service: InetdService, conf: ByteString): WorldProgram {
  return function* (system): WorldRunning {
    const fail = (why: ByteString) => {
      syslog(system, "inetd", why);
      return exit(1);
    };
    const user = userOf(system.files, service.user);
    if (user?.name !== service.user) return fail(`getpwnam: ${service.user}: No such user`);
    const own = { gid: user.gid, name: user.group };
    const group = service.group === null ? own : groupOf(system.files, service.group);
    if (group === null) return fail(`getgrnam: ${service.group ?? ""}: No such group`);
    system.become({ ...user, gid: group.gid, group: group.name });
    system.note({
      kind: "server-started",
      source: { file: conf, line: service.line },
      server: service.server,
      isWrapped: baseName(service.server) === "tcpd",
      upstream: "inetd.c main",
    });
    const path = system.absolute(service.server);
    if (system.programPath(path, system.environment) === null) {
      const why = unixErrorText(system.whyNotRun(path, system.environment));
      return fail(`execv ${service.server}: ${why}`);
    }
    return { kind: "exec file", path, argv: service.argv, environment: system.environment };
  };
}

/** Tells how a server ended that was waited for; then its port can be called again. */
// netkit-base-0.17 inetd.c reapchild
function tellEnd(
  running: Running,
  { code, signal = 0 }: Pick<Extract<WorldArrival, { kind: "exited" }>, "code" | "signal">,
  say: Log["say"],
): void {
  running.waitedFor = null;
  const { server } = running.service;
  if (code === null) say(`${server}: exit signal 0x${signal.toString(16)}`);
  else if (code !== 0) say(`${server}: exit status 0x${code.toString(16)}`);
}

function nameOf({ name, protocol }: InetdService): ByteString {
  return `${name}/${protocol}`;
}
