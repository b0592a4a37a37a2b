import { byteString, bytesOf, type ByteString } from "../../../engine/bytes/index.ts";
import { portName } from "../../network/index.ts";
import type { WorldArrival, WorldRunning, WorldSystem, WorldWait } from "../../process.ts";
import { complain, exit } from "../print.ts";
import { addressTroubles } from "./address-troubles.ts";
import { hostAddress } from "./host-address.ts";
import { ncUsage, readNcOptions, type NcOptions } from "./nc-options.ts";

/** nc(1) of OpenBSD: sends what it reads to a port and shows what comes back, or takes one such call, or scans ports. */
export function* nc(system: WorldSystem): WorldRunning {
  const read = readNcOptions(system.argv);
  if (read.kind === "usage") {
    if (read.why !== null) complain(system, read.why);
    system.write(2, bytesOf(ncUsage));
    return exit(1);
  }
  if (read.kind === "wrong") {
    complain(system, read.why);
    return exit(1);
  }
  const { options } = read;
  return options.listens ? yield* listen(system, options) : yield* call(system, options);
}

/** Why -n takes no name. */
const nameless = { kind: "failed", why: "no such name" } as const;

type Steps<Result> = Generator<WorldWait, Result, WorldArrival>;

function* call(system: WorldSystem, options: NcOptions): WorldRunning {
  const { ports, source, isVerbose, scans, intervalSeconds, isNumeric } = options;
  const name = options.host ?? "";
  const isAddress = /^\d+\.\d+\.\d+\.\d+$/.test(name);
  const found = isNumeric && !isAddress ? nameless : yield* hostAddress(name);
  if (found.kind === "failed") {
    complain(system, `getaddrinfo for host "${name}" port ${ports[0] ?? ""}: ${addressTroubles[found.why]}`);
    return exit(1);
  }
  const { address } = found;
  const from = source === null ? undefined : (system.addressOf(source) ?? source);
  if (from !== undefined && !(system.ownAddresses() ?? []).includes(from)) {
    complain(system, "bind failed: Cannot assign requested address");
    return exit(1);
  }
  const whom = isAddress ? name : `${name} (${address})`;
  let code = 1;
  for (const [at, port] of ports.entries()) {
    if (at > 0 && intervalSeconds > 0) yield { kind: "sleep", seconds: intervalSeconds };
    const dialled = yield {
      kind: "connect",
      address,
      port,
      ...(options.timeoutSeconds === null ? {} : { timeoutSeconds: options.timeoutSeconds }),
      ...(from === undefined ? {} : { from }),
    };
    if (dialled.kind !== "connected") {
      const why = dialled.kind === "refused" ? "failed: Connection refused" : lateness(options);
      if (isVerbose) complain(system, `connect to ${whom} port ${port} (tcp) ${why}`);
      continue;
    }
    const service = isNumeric ? "*" : (portName(port) ?? "*");
    if (isVerbose) tell(system, `Connection to ${whom} ${port} port [tcp/${service}] succeeded!`);
    if (scans) code = 0;
    else code = yield* talk(system, options, dialled.descriptor);
    system.close(dialled.descriptor);
  }
  return exit(code);
}

// netcat-openbsd-1.219 netcat.c timeout_connect: errno is still that of the call that has been begun.
function lateness({ timeoutSeconds }: NcOptions): ByteString {
  return timeoutSeconds === null ? "failed: Connection timed out" : "timed out: Operation now in progress";
}

/** Ports below this one are root's. Source: Linux net.ipv4.ip_unprivileged_port_start. */
const privilegedPorts = 1024;

/** How many callers wait to be taken. Source: netcat-openbsd-1.219 netcat.c main, listen(s, 1). */
const backlogMax = 1;

// Gap: who calls while it serves another waits for it to end, where the real nc without -k has closed its port by then.
function* listen(system: WorldSystem, options: NcOptions): WorldRunning {
  const { host, ports, isVerbose, isNumeric } = options;
  const [port = 0] = ports;
  const found = yield* hostAddress(host ?? "0.0.0.0");
  if (found.kind === "failed") {
    complain(system, `getaddrinfo for host "${host ?? ""}" port ${port}: ${addressTroubles[found.why]}`);
    return exit(1);
  }
  const { address } = found;
  const isForbidden = port < privilegedPorts && system.user().uid !== 0;
  const listening = isForbidden ? "forbidden" : system.listenOn(address, port, backlogMax);
  if (listening !== "listening") {
    complain(system, bindTroubles[listening]);
    return exit(1);
  }
  if (isVerbose) tell(system, `Listening on ${address} ${port}`);
  for (;;) {
    const arrival = yield { kind: "accept", port, address };
    if (arrival.kind !== "connection") continue;
    const { clientAddress, clientPort } = arrival.socket;
    const who = isNumeric ? clientAddress : yield* nameOf(clientAddress);
    if (isVerbose) tell(system, `Connection received on ${who} ${clientPort}`);
    const code = yield* talk(system, options, arrival.descriptor);
    system.close(arrival.descriptor);
    if (!options.keepsListening) return exit(code);
  }
}

const bindTroubles = {
  forbidden: "Permission denied",
  taken: "Address already in use",
  "not its address": "Cannot assign requested address",
} as const;

function* nameOf(address: ByteString): Steps<ByteString> {
  const arrival = yield { kind: "look up", type: "PTR", name: address, resolver: "libc" };
  const answer = arrival.kind === "looked up" ? arrival.answer : null;
  return (answer?.kind === "found" ? answer.values[0] : null) ?? address;
}

/**
 * Carries bytes both ways until both sides have ended, or nothing comes for as long as -w says. It tells the exit code.
 * The end of the other side alone doesn't end it while standard input goes on: it's only when it has something to send
 * that it finds nobody there.
 */
// netcat-openbsd-1.219 netcat.c readwrite
function* talk(system: WorldSystem, options: NcOptions, socket: number): Steps<number> {
  const { ignoresInput, sendsReturns, endsOutput, lingerSeconds, timeoutSeconds, listens } = options;
  const open = new Set(ignoresInput ? [socket] : [socket, 0]);
  while (open.size > 0) {
    // What is typed may take its time; nobody waits for that to take too long.
    const isHurried = timeoutSeconds !== null && !(open.has(0) && system.isAtConsole);
    const arrival = yield {
      kind: "poll",
      descriptors: [...open],
      timeoutSeconds,
      ...(isHurried ? { isWaitedFor: true } : {}),
    };
    if (arrival.kind === "timeout") return 0;
    if (arrival.kind === "bytes from" && arrival.descriptor === socket) {
      system.showFrom(socket, arrival.bytes);
    } else if (arrival.kind === "bytes from") {
      if (!open.has(socket)) return 0;
      const text = byteString(arrival.bytes);
      system.writeTo(socket, bytesOf(sendsReturns ? text.replace(/\r?\n/g, "\r\n") : text));
    } else if (arrival.kind === "end of") {
      open.delete(arrival.descriptor);
      if (arrival.descriptor === 0 && endsOutput) system.shutDown(socket);
      if (arrival.descriptor === socket && listens) break;
      if (arrival.descriptor === socket && open.has(0) && system.isAtConsole)
        system.write(2, bytesOf(hungUp));
    }
  }
  if (lingerSeconds > 0) yield { kind: "sleep", seconds: lingerSeconds };
  return 0;
}

// Differs: the real nc says nothing, and a person wonders why there's no prompt.
const hungUp = "(The other side has hung up. Enter, Ctrl-D or Ctrl-C ends nc.)\n";

function tell(system: WorldSystem, text: ByteString): void {
  system.write(2, bytesOf(`${text}\n`));
}
