import type { ByteString } from "../../engine/bytes/index.ts";

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
  /** `-l`: the local name; null asks DNS. */
  readonly localName: ByteString | null;
  /** Whether it asks for the client's name (`-h`; not with `-H`). */
  readonly asksName: boolean;
  /** `-p`: a client's name counts only if it leads back to the client's address. */
  readonly isParanoid: boolean;
  /** Whether it asks the client's ident server (`-r`; not with `-R`), and for how long at most (`-t`). */
  readonly asksIdent: boolean;
  readonly identSeconds: number;
  /** `-B`: what each client is told first. */
  readonly banner: ByteString;
  readonly host: ByteString;
  readonly port: ByteString;
  readonly program: readonly ByteString[];
}

/** Origin: ucspi-tcp-0.88 tcpserver.c limit, backlog, timeout. */
const defaults = { connectionsMax: 40, backlogMax: 20, identSeconds: 26 } as const;

/** Letters of options that take a value, and of those that don't. Source: ucspi-tcp-0.88 tcpserver.c main. */
const withValue = "ctuglbBx";
const withoutValue = "dDvqQhHrRpPoO1UX";

/** Reads tcpserver's arguments (its own name first) as getopt does; null calls for the usage line. */
export function parseOptions(argv: readonly ByteString[]): TcpserverOptions | null {
  const values = new Map<string, ByteString>();
  const order: string[] = [];
  let at = 1;
  for (; at < argv.length; at++) {
    const word = argv[at] ?? "";
    if (!word.startsWith("-") || word === "-") break;
    if (word === "--") {
      at++;
      break;
    }
    for (let letterAt = 1; letterAt < word.length; letterAt++) {
      const letter = word.charAt(letterAt);
      if (withoutValue.includes(letter)) {
        order.push(letter);
        continue;
      }
      if (!withValue.includes(letter)) return null;
      const value = word.slice(letterAt + 1) || argv[++at];
      if (value === undefined) return null;
      values.set(letter, value);
      break;
    }
  }
  const [host, port, ...program] = argv.slice(at);
  if (host === undefined || port === undefined || program.length === 0) return null;
  const lastOf = (letters: string) => order.findLast((letter) => letters.includes(letter));
  const verbosity = lastOf("vqQ");
  const numberOf = (letter: string): number | null => {
    const digits = /^\d+/.exec(values.get(letter) ?? "");
    return digits === null ? null : Number(digits[0]);
  };
  return {
    rules: values.get("x") ?? null,
    whenMissing: order.includes("X") ? "allow" : "drop",
    verbosity: verbosity === "v" ? "all" : verbosity === "q" ? "quiet" : "errors",
    connectionsMax: numberOf("c") ?? defaults.connectionsMax,
    backlogMax: numberOf("b") ?? defaults.backlogMax,
    localName: values.get("l") ?? null,
    asksName: lastOf("hH") !== "H",
    isParanoid: lastOf("pP") === "p",
    asksIdent: lastOf("rR") !== "R",
    identSeconds: numberOf("t") ?? defaults.identSeconds,
    banner: values.get("B") ?? "",
    host,
    port,
    program,
  };
}
