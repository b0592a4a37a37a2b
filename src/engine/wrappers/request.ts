import type { ByteString } from "../bytes/index.ts";
import { lowerAscii } from "../bytes/index.ts";
import type { Note } from "../trace/index.ts";
import { limits } from "./limits.ts";
import { unknownExpansion, warning, type Context } from "./replies.ts";

/** What stands for a name, address or user that can't be found out. */
export const unknown: ByteString = "unknown";

/** What stands for the name of a host whose name and address don't belong together. */
export const paranoid: ByteString = "paranoid";

/** A connection to a daemon. */
export interface WrappedConnection {
  /** The daemon's name: the last part of its path. */
  readonly daemon: ByteString;
  readonly processId: number;
  /** Addresses as dotted decimals; {@link unknown} where there are none. */
  readonly clientAddress: ByteString;
  readonly serverAddress: ByteString;
}

/** Something that takes time to find out, and is asked only when a rule needs it. */
export type Question =
  /** The name of an address; {@link unknown} or {@link paranoid} if it has none that holds. */
  | { readonly kind: "name"; readonly address: ByteString }
  /** The user that the client's ident server names, or {@link unknown}. */
  | { readonly kind: "user"; readonly timeoutSeconds: number };

export interface Reply {
  readonly value: ByteString;
  /** What the log is to be told beside it, or null. */
  readonly warning: ByteString | null;
}

/** A piece of the decision: it yields its questions, and goes on with their replies. */
export type Asking<T> = Generator<Question, T, Reply>;

/** A connection while it is decided on, and all that has been found out. */
export interface Request {
  readonly connection: WrappedConnection;
  /** The rule that is being looked at. */
  context: Context;
  readonly names: Map<"client" | "server", ByteString>;
  user: ByteString | null;
  identSeconds: number;
  /** Variables that rules have set, in their order. */
  readonly variables: (readonly [name: ByteString, value: ByteString])[];
  /** Writes a line to the system's log. */
  readonly log: (text: ByteString) => void;
  readonly note: (note: Note) => void;
}

// tcp_wrappers-7.6 update.c request_init
export function request_init(
  connection: WrappedConnection,
  { log, note }: Pick<Request, "log" | "note">,
): Request {
  return {
    connection,
    context: null,
    names: new Map(),
    user: null,
    identSeconds: limits.identSeconds,
    variables: [],
    log,
    note,
  };
}

export function warn(request: Request, text: ByteString): void {
  request.log(warning(request.context, text));
}

// tcp_wrappers-7.6 tcpd.h STR_EQ
export function STR_EQ(left: ByteString, right: ByteString): boolean {
  return lowerAscii(left) === lowerAscii(right);
}

// tcp_wrappers-7.6 tcpd.h HOSTNAME_KNOWN
export function HOSTNAME_KNOWN(name: ByteString): boolean {
  return !STR_EQ(name, unknown) && !STR_EQ(name, paranoid);
}

export function eval_hostaddr({ connection }: Request, host: "client" | "server"): ByteString {
  return host === "client" ? connection.clientAddress : connection.serverAddress;
}

// tcp_wrappers-7.6 eval.c eval_hostname
export function* eval_hostname(request: Request, host: "client" | "server"): Asking<ByteString> {
  const known = request.names.get(host);
  if (known !== undefined) return known;
  const address = eval_hostaddr(request, host);
  const { value, warning } =
    address === unknown ? { value: unknown, warning: null } : yield { kind: "name", address };
  if (warning !== null) warn(request, warning);
  request.names.set(host, value);
  return value;
}

/** Its name, or its address if that isn't known. */
// tcp_wrappers-7.6 eval.c eval_hostinfo, with ALWAYS_HOSTNAME
function* eval_hostinfo(request: Request, host: "client" | "server"): Asking<ByteString> {
  const name = yield* eval_hostname(request, host);
  return HOSTNAME_KNOWN(name) ? name : eval_hostaddr(request, host);
}

// tcp_wrappers-7.6 eval.c eval_user
export function* eval_user(request: Request): Asking<ByteString> {
  const isConnected = request.connection.clientAddress !== unknown;
  request.user ??= isConnected
    ? (yield { kind: "user", timeoutSeconds: request.identSeconds }).value
    : unknown;
  return request.user;
}

/** The client as the log has it: with its user, if that has been asked for. */
// tcp_wrappers-7.6 eval.c eval_client
export function* eval_client(request: Request): Asking<ByteString> {
  const host = yield* eval_hostinfo(request, "client");
  const { user } = request;
  return user === null || STR_EQ(user, unknown) ? host : `${user}@${host}`;
}

// tcp_wrappers-7.6 eval.c eval_server
function* eval_server(request: Request): Asking<ByteString> {
  const host = yield* eval_hostinfo(request, "server");
  const { daemon } = request.connection;
  return STR_EQ(host, unknown) ? daemon : `${daemon}@${host}`;
}

/** Puts in what stands behind each percent sign; of that, bytes that a shell might take for more become underscores. */
// tcp_wrappers-7.6 percent_x.c percent_x
export function* percent_x(request: Request, text: ByteString): Asking<ByteString> {
  let result = "";
  for (let at = 0; at < text.length; at++) {
    const letter = text.charAt(at + 1);
    if (text.charAt(at) !== "%" || letter === "") {
      result += text.charAt(at);
      continue;
    }
    at++;
    const expansion = yield* expand(request, letter);
    if (expansion === null) warn(request, unknownExpansion(letter));
    result += (expansion ?? "").replace(/[^0-9!@%\-_=+:,./a-zA-Z]/g, "_");
  }
  return result;
}

function* expand(request: Request, letter: string): Asking<ByteString | null> {
  const { connection } = request;
  switch (letter) {
    case "a":
      return eval_hostaddr(request, "client");
    case "A":
      return eval_hostaddr(request, "server");
    case "c":
      return yield* eval_client(request);
    case "d":
      return connection.daemon;
    case "h":
      return yield* eval_hostinfo(request, "client");
    case "H":
      return yield* eval_hostinfo(request, "server");
    case "n":
      return yield* eval_hostname(request, "client");
    case "N":
      return yield* eval_hostname(request, "server");
    case "p":
      return String(connection.processId);
    case "s":
      return yield* eval_server(request);
    case "u":
      return yield* eval_user(request);
    case "%":
      return "%";
    default:
      return null;
  }
}
