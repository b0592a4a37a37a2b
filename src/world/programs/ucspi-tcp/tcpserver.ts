import { bytesOf, type ByteString } from "../../../engine/bytes/index.ts";
import {
  admit,
  endLine,
  noAddress,
  pidLine,
  statusLine,
  TCPSERVER_USAGE,
  unableToBind,
  unableToFork,
  unableToRun,
  unableToSet,
  unknownPort,
  verdictLine,
  type Connection,
} from "../../../engine/tcpserver/index.ts";
import { portNumber, type SocketAddresses } from "../../network/index.ts";
import type { Listening, WorldProgram, WorldRunning, WorldSystem } from "../../process.ts";
import { groupOf, userOf } from "../../files/index.ts";
import { exit } from "../print.ts";
import { addressesOf, askIdent, clientName, nameOf } from "./tcpserver-names.ts";
import { parseOptions, type TcpserverOptions } from "../../../engine/tcpserver-options/index.ts";

/** Exit codes. Source: ucspi-tcp-0.88 tcpserver.c. */
const exitCodes = { usage: 100, denied: 100, trouble: 111 } as const;

/** Ports below this one are root's. Source: Linux net.ipv4.ip_unprivileged_port_start. */
const privilegedPorts = 1024;

/**
 * tcpserver(1): listens on a port and, for each connection, starts a child that consults the rules and becomes the
 * program.
 */
export function* tcpserver(system: WorldSystem): WorldRunning {
  const options = parseOptions(system.argv);
  if (options === null) {
    system.write(2, bytesOf(TCPSERVER_USAGE));
    return exit(exitCodes.usage);
  }
  const say = (text: ByteString): void => {
    if (options.verbosity !== "quiet") system.write(2, bytesOf(text));
  };
  const wanted = portOf(options.port);
  if (wanted === null) {
    say(unknownPort(options.port));
    return exit(exitCodes.trouble);
  }
  const [address] = yield* addressesOf(options.host);
  if (address === undefined) {
    say(noAddress(options.host));
    return exit(exitCodes.trouble);
  }
  if (wanted > 0 && wanted < privilegedPorts && system.user().uid !== 0) {
    say(unableToBind("access denied"));
    return exit(exitCodes.trouble);
  }
  const { port, listening } = bind(system, { address, port: wanted, backlogMax: options.backlogMax });
  if (listening !== "listening") {
    say(unableToBind(listening === "taken" ? "address already used" : "address not available"));
    return exit(exitCodes.trouble);
  }
  // ucspi-tcp-0.88 tcpserver.c main: once it has its port, it gives up its privileges.
  const { uid, gid } = options;
  const own = system.user().uid;
  const group = gid === null || gid === 0 ? null : groupOf(system.files, String(gid));
  const user = uid === null || uid === 0 ? null : userOf(system.files, String(uid));
  // ucspi-tcp-0.88 prot.c: prot_gid sets the supplementary groups first, which only root may.
  const denied = own === 0 ? null : group !== null ? "gid" : user !== null && user.uid !== own ? "uid" : null;
  if (denied !== null) {
    say(unableToSet(denied));
    return exit(exitCodes.trouble);
  }
  if (group !== null) system.become({ ...system.user(), gid: group.gid, group: group.name });
  if (user !== null) system.become({ ...system.user(), name: user.name, uid: user.uid });
  if (options.tellsPort) system.write(1, bytesOf(`${port}\n`));
  system.close(0);
  system.close(1);
  system.catchSignals(["TERM"]);
  tell(system, options, statusLine({ count: 0, limit: options.connectionsMax }));
  return yield* acceptAll(system, { options, port, address, count: 0 });
}

/** Says something that only the option -v makes it say. */
function tell(system: WorldSystem, { verbosity }: TcpserverOptions, text: ByteString): void {
  if (verbosity === "all") system.write(2, bytesOf(text));
}

/** A tcpserver that has its port, and how many children it has. */
interface Serving {
  readonly options: TcpserverOptions;
  readonly port: number;
  readonly address: string;
  readonly count: number;
}

function* acceptAll(system: WorldSystem, serving: Serving): WorldRunning {
  const { options, port, address } = serving;
  let { count } = serving;
  const tellStatus = (): void => {
    tell(system, options, statusLine({ count, limit: options.connectionsMax }));
  };
  for (;;) {
    system.atRest((): Serving => ({ options, port, address, count }), acceptAll);
    const mayAccept = count < options.connectionsMax;
    const arrival = yield mayAccept ? { kind: "accept", port, address } : { kind: "await any exit" };
    if (arrival.kind === "signal") return exit(0);
    if (arrival.kind === "exited") {
      count--;
      const status = arrival.code === null ? (arrival.signal ?? 0) : arrival.code * 256;
      tell(system, options, endLine(arrival.processId, status));
      tellStatus();
    } else if (arrival.kind === "connection") {
      count++;
      tellStatus();
      const started = system.start({
        argv: system.argv,
        environment: system.environment,
        descriptors: new Map([
          [0, arrival.descriptor],
          [1, arrival.descriptor],
          [2, 2],
        ]),
        socket: arrival.descriptor,
        program: serve(options, arrival.socket),
      });
      system.close(arrival.descriptor);
      if (started === null) {
        if (options.verbosity !== "quiet") system.write(2, bytesOf(unableToFork("temporary failure")));
        count--;
        tellStatus();
      }
    }
  }
}

/** The port that an argument names, 0 for any that is free; a number counts modulo 2^16, and nothing is 0. */
// ucspi-tcp-0.88 tcpserver.c main, scan_ulong.c scan_ulong
function portOf(text: ByteString): number | null {
  return /^\d*$/.test(text) ? Number(BigInt(text) % 65536n) : portNumber(text);
}

/** The ports that a kernel chooses from. Source: Linux net.ipv4.ip_local_port_range. */
const localPorts = { first: 32768, last: 60999 } as const;

/** Takes a port, and tells which: the first that is free, where a kernel takes one at random, if port 0 is asked for. */
// ucspi-tcp-0.88 tcpserver.c main: socket_bind4_reuse, and socket_local4 to learn the port
function bind(
  system: WorldSystem,
  {
    address,
    port,
    backlogMax,
  }: { readonly address: string; readonly port: number; readonly backlogMax: number },
): { readonly port: number; readonly listening: Listening } {
  const last = port === 0 ? localPorts.last : port;
  for (let chosen: number = port === 0 ? localPorts.first : port; ; chosen++) {
    const listening = system.listenOn(address, chosen, backlogMax);
    if (listening !== "taken" || chosen === last) return { port: chosen, listening };
  }
}

/** What the child does for one connection, until it becomes the program. */
// ucspi-tcp-0.88 tcpserver.c doit
function serve(options: TcpserverOptions, socket: SocketAddresses): WorldProgram {
  return function* (system): WorldRunning {
    const { serverAddress: localIp, clientAddress: remoteIp } = socket;
    tell(system, options, pidLine(system.processId, remoteIp));
    if (options.banner !== "") {
      system.write(1, bytesOf(options.banner));
      system.note({ kind: "replied", text: options.banner, upstream: "tcpserver.c doit" });
    }
    const connection: Connection = {
      localIp,
      localPort: socket.serverPort,
      localHost: options.localName ?? (yield* nameOf(localIp)),
      remoteIp,
      remotePort: socket.clientPort,
      remoteHost: yield* clientName(options, remoteIp),
      remoteInfo: options.asksIdent ? yield* askIdent(system, remoteIp, options.identSeconds) : null,
    };
    const rules =
      options.rules === null
        ? null
        : { path: options.rules, read: system.readFile(options.rules), whenMissing: options.whenMissing };
    const admission = admit(connection, system.environment, rules, (note) => {
      system.note(note);
    });
    if (admission.verdict === "drop") {
      if (options.verbosity !== "quiet") system.write(2, bytesOf(admission.warning));
      return exit(exitCodes.trouble);
    }
    if (admission.verdict === "crash") return { kind: "crash", signal: admission.signal };
    if (admission.verdict === "deny") {
      tell(system, options, verdictLine("deny", system.processId, connection));
      return exit(exitCodes.denied);
    }
    tell(system, options, verdictLine("ok", system.processId, connection));
    const [name = ""] = options.program;
    if (system.programPath(name, admission.environment) === null) {
      if (options.verbosity !== "quiet")
        system.write(2, bytesOf(unableToRun(name, system.whyNotRun(name, admission.environment))));
      return exit(exitCodes.trouble);
    }
    return { kind: "exec", argv: options.program, environment: admission.environment };
  };
}
