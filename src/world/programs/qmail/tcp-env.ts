import { lowerAscii, type ByteString } from "../../../engine/bytes/index.ts";
import { sgetopt } from "../../../engine/sgetopt/index.ts";
import { connectionEnvironment } from "../../../engine/tcpserver/index.ts";
import type { WorldArrival, WorldRunning, WorldSystem, WorldWait } from "../../process.ts";
import { exit } from "../print.ts";
import { askIdent } from "../ucspi-tcp/tcpserver-names.ts";

/** All that goes wrong ends it so, without a word: inetd has given it the client as standard error too. */
const failure = 111;

/** How long the client's ident server is asked. Origin: qmail-1.03 tcp-env.c timeout. */
const identSecondsDefault = 30;

/**
 * tcp-env(1): sets the variables that tcpserver sets, from the connection that is its standard input, and becomes the
 * program. If PROTO is TCP already, it leaves all as it is.
 */
// qmail-1.03 tcp-env.c main
export function* tcpEnv(system: WorldSystem): WorldRunning {
  const { asksIdent, identSeconds, program } = parseOptions(system.argv);
  const [name] = program;
  if (name === undefined) return exit(failure);
  let environment = system.environment;
  if (environment.get("PROTO") !== "TCP") {
    const socket = system.socketAddresses(0);
    if (socket === null) return exit(failure);
    const { serverAddress, serverPort, clientAddress, clientPort } = socket;
    environment = connectionEnvironment(
      {
        localIp: serverAddress,
        localPort: serverPort,
        localHost: yield* dns_ptr(serverAddress),
        remoteIp: clientAddress,
        remotePort: clientPort,
        remoteHost: yield* dns_ptr(clientAddress),
        remoteInfo: asksIdent ? yield* askIdent(system, clientAddress, identSeconds) : null,
      },
      environment,
    );
  }
  if (system.programPath(name, environment) === null) return exit(failure);
  return { kind: "exec", argv: program, environment };
}

interface TcpEnvOptions {
  readonly asksIdent: boolean;
  readonly identSeconds: number;
  readonly program: readonly ByteString[];
}

/** An option that there isn't is passed over; a number without digits is 0. */
// qmail-1.03 tcp-env.c main, scan_ulong.c scan_ulong
function parseOptions(argv: readonly ByteString[]): TcpEnvOptions {
  // Letters that aren't known don't end the options here, so all are.
  const { options, rest } = sgetopt(argv, allLetters);
  const seconds = options.findLast(({ letter }) => letter === "t")?.value;
  return {
    asksIdent: options.findLast(({ letter }) => letter === "r" || letter === "R")?.letter !== "R",
    identSeconds: seconds === undefined ? identSecondsDefault : Number(/^\d*/.exec(seconds)?.[0]),
    program: rest,
  };
}

/** Every byte as an option without a value, but for t. */
const allLetters = Array.from({ length: 256 }, (_, byte) => String.fromCharCode(byte))
  .filter((letter) => letter !== ":")
  .map((letter) => (letter === "t" ? "t:" : letter))
  .join("");

/** The name of an address in lower case; "softdnserror" if DNS is in trouble; null if it has none. */
// qmail-1.03 dns.c dns_ptr
function* dns_ptr(address: ByteString): Generator<WorldWait, ByteString | null, WorldArrival> {
  const arrival = yield { kind: "look up", type: "PTR", name: address, resolver: "libc" };
  if (arrival.kind !== "looked up" || arrival.answer.kind === "temporary failure") return "softdnserror";
  const [name] = arrival.answer.kind === "found" ? arrival.answer.values : [];
  return name === undefined ? null : lowerAscii(name);
}
