import type { ByteString } from "../../../engine/bytes/index.ts";
import { portNumber } from "../../network/index.ts";
import { readOptions } from "../options.ts";

/** What nc's command line asks for. */
export interface NcOptions {
  /** Whom to call, or on which of its addresses to listen; null with -l: on all. */
  readonly host: ByteString | null;
  /** In the order in which they are called; one with -l. */
  readonly ports: readonly number[];
  readonly listens: boolean;
  /** -k: goes on listening after a connection. */
  readonly keepsListening: boolean;
  /** -z: only looks whether somebody takes the call. */
  readonly scans: boolean;
  readonly isVerbose: boolean;
  /** -n: no names for ports and addresses. */
  readonly isNumeric: boolean;
  /** -d: leaves standard input alone. */
  readonly ignoresInput: boolean;
  /** -C: sends CR LF for LF. */
  readonly sendsReturns: boolean;
  /** -N, or -q with 0 or more: tells the other end when standard input has ended. */
  readonly endsOutput: boolean;
  /** -q: how long it lingers when both sides have ended. */
  readonly lingerSeconds: number;
  /** -w: how long it waits for a call to be taken, and then for anything to come. Null: as long as it takes. */
  readonly timeoutSeconds: number | null;
  /** -i: how long it rests between two ports. */
  readonly intervalSeconds: number;
  /** -s: which of its own addresses it calls from; null: the usual one. */
  readonly source: ByteString | null;
}

export type NcOptionsRead =
  | { readonly kind: "options"; readonly options: NcOptions }
  /** `why` comes before the usage; null if that says enough. */
  | { readonly kind: "usage"; readonly why: ByteString | null }
  | { readonly kind: "wrong"; readonly why: ByteString };

const letters = { flags: "46CDdFhklNnrStUuvZz", withValue: "IiMmOPpqsTVWwXx" } as const;

/** What the real nc takes and this one has no use for, since the world has none of that: UDP, proxies, IPv6, Unix sockets. */
const absent = "6DFMPSTUVWXZIOmrux";

/** Seconds. Source: netcat-openbsd-1.219 netcat.c main, whose bound is UINT_MAX or INT_MAX. */
const secondsMax = 2_147_483_647;

// netcat-openbsd-1.219 netcat.c main
export function readNcOptions(argv: readonly ByteString[]): NcOptionsRead {
  const { flags, values, operands, trouble } = readOptions(argv, letters);
  if (trouble !== null || flags.has("h")) return { kind: "usage", why: trouble };
  const missing = [...flags, ...values.keys()].find((letter) => absent.includes(letter));
  if (missing !== undefined) return { kind: "wrong", why: `-${missing} doesn't work here: there's TCP only` };
  const timeout = secondsOf(values.get("w"), "timeout");
  const linger = secondsOf(values.get("q"), "quit timer", -1);
  const interval = secondsOf(values.get("i"), "interval");
  for (const one of [timeout, linger, interval])
    if (typeof one === "string") return { kind: "wrong", why: one };
  const listens = flags.has("l");
  if (!listens && values.has("p")) return { kind: "wrong", why: "-p works together with -l only here" };
  const place = listens ? listenPlace(operands, values.get("p")) : callPlace(operands);
  if (place.kind !== "place") return place;
  const ports = portsOf(place.ports);
  if (typeof ports === "string") return { kind: "wrong", why: ports };
  return {
    kind: "options",
    options: {
      host: place.host,
      ports,
      listens,
      keepsListening: flags.has("k"),
      scans: flags.has("z"),
      isVerbose: flags.has("v"),
      isNumeric: flags.has("n"),
      ignoresInput: flags.has("d"),
      sendsReturns: flags.has("C"),
      endsOutput: flags.has("N") || (typeof linger === "number" && linger >= 0),
      lingerSeconds: typeof linger === "number" ? Math.max(linger, 0) : 0,
      timeoutSeconds: typeof timeout === "number" ? timeout : null,
      intervalSeconds: typeof interval === "number" ? interval : 0,
      source: values.get("s") ?? null,
    },
  };
}

type Place =
  | { readonly kind: "place"; readonly host: ByteString | null; readonly ports: readonly ByteString[] }
  | Exclude<NcOptionsRead, { kind: "options" }>;

function callPlace([host, ...ports]: readonly ByteString[]): Place {
  if (host === undefined) return { kind: "usage", why: null };
  return ports.length === 0 ? noPort : { kind: "place", host, ports };
}

function listenPlace(operands: readonly ByteString[], port: ByteString | undefined): Place {
  if (port !== undefined)
    return operands.length > 0 ? { kind: "usage", why: null } : { kind: "place", host: null, ports: [port] };
  const [first, second, ...surplus] = operands;
  if (first === undefined) return noPort;
  if (surplus.length > 0) return { kind: "usage", why: null };
  return second === undefined
    ? { kind: "place", host: null, ports: [first] }
    : { kind: "place", host: first, ports: [second] };
}

const noPort = { kind: "wrong", why: "missing port number" } as const;

/** The seconds of an option, null where it's not given, or what is wrong with them. */
function secondsOf(text: ByteString | undefined, what: string, least = 0): number | ByteString | null {
  if (text === undefined) return null;
  const why = numberTrouble(text, { least, most: secondsMax });
  return why === null ? Number(text) : `${what} ${why}: ${text}`;
}

/** What strtonum(3) says of a number. */
function numberTrouble(text: ByteString, { least, most }: { least: number; most: number }): string | null {
  if (!/^[+-]?\d+$/.test(text)) return "invalid";
  return Number(text) < least ? "too small" : Number(text) > most ? "too large" : null;
}

/** The ports that are named: numbers, ranges of them in either direction, services. Or what is wrong with one. */
// netcat-openbsd-1.219 netcat.c build_ports
function portsOf(texts: readonly ByteString[]): readonly number[] | ByteString {
  const ports: number[] = [];
  for (const text of texts) {
    const service = portNumber(text);
    const dash = service === null ? text.indexOf("-") : -1;
    const ends = dash === -1 ? [text] : [text.slice(0, dash), text.slice(dash + 1)];
    const numbers: number[] = [];
    for (const end of ends) {
      const why = service === null ? numberTrouble(end, { least: 1, most: 65535 }) : null;
      if (why !== null) return `port number ${why}: ${end}`;
      numbers.push(service ?? Number(end));
    }
    const last = Math.max(...numbers);
    for (let port = Math.min(...numbers); port <= last; port++) ports.push(port);
  }
  return ports;
}

/** Source: netcat-openbsd-1.219 netcat.c usage. */
export const ncUsage = `usage: nc [-46CDdFhklNnrStUuvZz] [-I length] [-i interval] [-M ttl]
\t  [-m minttl] [-O length] [-P proxy_username] [-p source_port]
\t  [-q seconds] [-s sourceaddr] [-T keyword] [-V rtable] [-W recvlimit]
\t  [-w timeout] [-X proxy_protocol] [-x proxy_address[:port]]
\t  [destination] [port]
`;
