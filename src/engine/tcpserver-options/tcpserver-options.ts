import type { ByteString } from "../bytes/index.ts";
import { sgetopt, type Options } from "../sgetopt/index.ts";

/** What tcpserver's command line says. */
export interface TcpserverOptions {
  /** `-x`: the rules, compiled; null without. */
  readonly rules: ByteString | null;
  /** `-X`: a missing rules file lets everybody in. */
  readonly whenMissing: "allow" | "drop";
  /** `-v` tells of each connection, `-Q` only of errors, `-q` of nothing. */
  readonly verbosity: "quiet" | "errors" | "all";
  /** `-c`: how many connections are served at once. */
  readonly connectionsMax: number;
  /** `-b`: how many connections can wait to be served. */
  readonly backlogMax: number;
  /** `-u` and `-g`: whom it becomes, as numbers; null: it stays who it is. */
  readonly uid: number | null;
  readonly gid: number | null;
  /** `-l`: the local name; null asks DNS. */
  readonly localName: ByteString | null;
  /** `-H` doesn't ask DNS for the client's name, `-p` asks it whether the name has the client's address too. */
  readonly clientName: "unasked" | "believed" | "proven";
  /** Whether it asks the client's ident server (`-r`; not with `-R`), and for how long at most (`-t`). */
  readonly asksIdent: boolean;
  readonly identSeconds: number;
  /** `-1`: the port is told on standard output. */
  readonly tellsPort: boolean;
  /** `-B`: what each client is told first. */
  readonly banner: ByteString;
  /** The name or address that it listens on; 0.0.0.0 for all. */
  readonly host: ByteString;
  readonly port: ByteString;
  readonly program: readonly ByteString[];
}

/** Origin: ucspi-tcp-0.88 tcpserver.c limit, backlog, timeout. */
const defaults = { connectionsMax: 40, backlogMax: 20, identSeconds: 26 } as const;

/** Takes tcpserver's arguments (its own name first) apart: its options, then host, port and program. */
// ucspi-tcp-0.88 tcpserver.c main
export function takeApart(argv: readonly ByteString[]): Options {
  return sgetopt(argv, "dDvqQhHrR1UXx:t:u:g:l:b:B:c:pPoO");
}

/** Reads tcpserver's arguments (its own name first); null calls for the usage line. */
// ucspi-tcp-0.88 tcpserver.c main
export function parseOptions(argv: readonly ByteString[]): TcpserverOptions | null {
  const { options, isBad, rest } = takeApart(argv);
  const [host, port, ...program] = rest;
  if (isBad || host === undefined || port === undefined || program.length === 0) return null;
  const last = (letters: string): string | null =>
    options.findLast(({ letter }) => letters.includes(letter))?.letter ?? null;
  const valueOf = (letter: string): ByteString | null =>
    options.findLast((option) => option.letter === letter)?.value ?? null;
  // A value that doesn't begin with a digit is 0: scan_ulong.c stores what it has read.
  const numberOf = (letter: string): number | null => {
    const value = valueOf(letter);
    return value === null ? null : Number(/^\d*/.exec(value)?.[0] ?? "");
  };
  const verbosity = last("vqQ");
  return {
    rules: valueOf("x"),
    whenMissing: last("X") === null ? "drop" : "allow",
    verbosity: verbosity === "v" ? "all" : verbosity === "q" ? "quiet" : "errors",
    connectionsMax: numberOf("c") ?? defaults.connectionsMax,
    backlogMax: numberOf("b") ?? defaults.backlogMax,
    uid: numberOf("u"),
    gid: numberOf("g"),
    localName: valueOf("l"),
    clientName: last("hH") === "H" ? "unasked" : last("pP") === "p" ? "proven" : "believed",
    asksIdent: last("rR") !== "R",
    identSeconds: numberOf("t") ?? defaults.identSeconds,
    tellsPort: last("1") !== null,
    banner: valueOf("B") ?? "",
    host: host === "" || host === "0" ? "0.0.0.0" : host,
    port,
    program,
  };
}
