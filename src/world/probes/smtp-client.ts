import { byteString, bytesOf, encodeByteString } from "../../engine/bytes/index.ts";
import { addressOf, dial, hangUp, settle, type Settled, sourceAddress } from "../processes/index.ts";
import { limits } from "../limits.ts";
import { readPipe, writePipe, type Pipe } from "../pipe.ts";
import type { World } from "../world.ts";

export interface SmtpSession {
  /** The host that calls, or an address where no host of the world need be. */
  readonly from: { readonly host: string } | { readonly address: string };
  readonly to: string;
  readonly port: number;
  /** What the client says, line by line; each goes out after the reply to the one before, with CR LF. */
  readonly lines: readonly string[];
}

/** What came of a session. `received` is all that the server said from one line of the client to the next. */
export interface SmtpTranscript {
  readonly outcome: "connected" | "refused" | "no answer" | "unknown name";
  readonly connectionId: number | null;
  readonly greeting: string;
  readonly turns: readonly { readonly sent: string; readonly received: string }[];
  /** Whether the server had hung up by the end. */
  readonly isClosed: boolean;
  /** Whether the world came to rest after each line. */
  readonly settled: Settled;
}

const busyTurnsMax = limits.stepsPerActionMax / limits.stepsPerActionWhenBusy;

/** Plays a client that says given lines, on a connection of its own, which it closes afterwards. */
export function playSmtp(world: World, { from, to, port, lines }: SmtpSession): SmtpTranscript {
  const client = "host" in from ? (world.hosts.get(from.host) ?? null) : null;
  const serverAddress = addressOf(world, to);
  if (serverAddress === null) return withoutConnection("unknown name");
  const clientAddress =
    "address" in from
      ? from.address
      : client === null
        ? "0.0.0.0"
        : sourceAddress(world, client, serverAddress);
  const connection = dial(world, { client, clientAddress, serverAddress, serverPort: port });
  if (typeof connection === "string") return withoutConnection(connection);
  // Where a program never rests, the server answers all the same; but not for ever.
  let busyTurns = 0;
  const settleTurn = (): Settled => {
    const settled = settle(world);
    if (settled === "busy") busyTurns++;
    return settled;
  };
  let settled = settleTurn();
  const greeting = receive(connection.toClient);
  const turns = [];
  for (const sent of lines) {
    if (connection.toClient.isClosed) break;
    if (busyTurns > busyTurnsMax) break;
    writePipe(connection.toServer, bytesOf(`${encodeByteString(sent)}\r\n`));
    settled = settleTurn();
    turns.push({ sent, received: receive(connection.toClient) });
  }
  const { isClosed } = connection.toClient;
  hangUp(world, connection, "client");
  if (settle(world) === "busy") settled = "busy";
  return { outcome: "connected", connectionId: connection.id, greeting, turns, isClosed, settled };
}

function withoutConnection(outcome: Exclude<SmtpTranscript["outcome"], "connected">): SmtpTranscript {
  return { outcome, connectionId: null, greeting: "", turns: [], isClosed: true, settled: "quiet" };
}

function receive(pipe: Pipe): string {
  const bytes = readPipe(pipe);
  return bytes instanceof Uint8Array ? byteString(bytes) : "";
}
