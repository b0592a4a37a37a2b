import { byteString, bytesOf, type ByteString } from "../../../engine/bytes/index.ts";
import type { WorldSystem } from "../../process.ts";
import { dumpOf, type Printer } from "./printer.ts";
import type { Settings } from "./settings.ts";
import type { Steps } from "./steps.ts";

/** One thing to say, and what is hoped for in return. */
export interface Exchange {
  /** Null to say nothing and only listen. */
  readonly send: ByteString | null;
  /** The code that is hoped for. */
  readonly expect: ByteString;
  /** Is shown in place of what is sent. */
  readonly show?: ByteString;
  /** Only how many lines are sent is shown. */
  readonly isBrief?: true;
  /** Makes what is shown of the reply. */
  readonly decode?: (reply: ByteString) => ByteString;
  /** Can wait, with --pipeline, until something that can't is said. */
  readonly canWait?: true;
  /** What follows from another reply than was hoped for: an exit code, or null to go on. */
  readonly onFailure?: () => Steps<number | null>;
}

/** What came of an exchange: whether it's the reply that was hoped for, or the end of the program. */
export type Turn =
  | { readonly kind: "reply"; readonly isExpected: boolean; readonly text: ByteString }
  | { readonly kind: "exit"; readonly code: number };

/** The dialogue on a connection. */
export interface Session {
  readonly settings: Settings;
  readonly printer: Printer;
  /** Says something and hears the reply; with --pipeline, also what has waited before. */
  transact(exchange: Exchange): Steps<Turn>;
  /** Says QUIT, unless it has been said, and ends with this code. */
  quit(code: number): Steps<number>;
  /** Says QUIT at the end of a dialogue that went well, and ends. */
  finish(): Steps<number>;
  /** The server takes several commands at once. */
  pipeliningOffered(): void;
}

/** Exit code for a connection that is lost. Source: swaks 20240103.0 handle_disconnect. */
const lostCode = 6;

export function openSession(
  system: WorldSystem,
  socket: number,
  { settings, printer }: Pick<Session, "settings" | "printer">,
): Session {
  const line = createLineReader(system, socket, { settings, printer });
  const toSend: Exchange[] = [];
  const toHear: Exchange[] = [];
  let isPipeliningOffered = false;
  let hasQuit = false;

  /** Whether the connection was lost instead. */
  const hear = function* (exchange: Exchange): Steps<{ readonly turn: Turn; readonly isLost: boolean }> {
    const start = system.now();
    let text = "";
    let end: "reply" | "lost" | "timeout" = "reply";
    // swaks 20240103.0 transact: a reply ends with a line whose code is followed by a blank.
    while (!/^\d\d\d /m.test(text)) {
      const next = yield* line.next(start);
      if (typeof next !== "object") {
        end = next;
        break;
      }
      text += next.text;
    }
    if (end === "timeout")
      text = `Timeout (${settings.timeoutSeconds ?? 0} secs) waiting for server response`;
    const reply = text.replace(/\n$/, "");
    tellLapse(printer, settings, system.now() - start);
    const shown = exchange.decode?.(reply) ?? reply;
    const isExpected = new RegExp(`^${exchange.expect} `, "m").test(shown);
    if (shown !== "") {
      const place = end === "timeout" ? undefined : { socket, endByte: line.takenBytes() };
      printer.print(isExpected ? "received" : "received error", shown, place);
    }
    return { turn: { kind: "reply", isExpected, text: reply }, isLost: end === "lost" };
  };

  /** All that waits is said, then heard; null as turn if it has to wait on. */
  const exchangeAll = function* (
    exchange: Exchange,
  ): Steps<{ readonly turn: Turn; readonly isLost: boolean }> {
    toSend.push(exchange);
    let last: Turn = { kind: "reply", isExpected: true, text: "" };
    if (settings.pipelines && isPipeliningOffered && exchange.canWait === true)
      return { turn: last, isLost: false };
    let bytes = "";
    for (const one of toSend.splice(0)) {
      toHear.push(one);
      if (one.send === null) continue;
      const text = one.show ?? one.send;
      printer.print("sent", one.isBrief === true ? `${linesIn(text)} lines sent` : text);
      bytes += `${one.send}\r\n`;
    }
    if (bytes !== "") {
      system.writeTo(socket, bytesOf(bytes));
      if (settings.showsRawText) printer.print("sent raw", dumpOf(bytes));
    }
    const failed: Exchange[] = [];
    for (let one = toHear.shift(); one !== undefined; one = toHear.shift()) {
      const heard = yield* hear(one);
      if (heard.isLost) return heard;
      last = heard.turn;
      if (last.kind === "reply" && !last.isExpected) failed.push(one);
    }
    for (const { onFailure } of failed) {
      const code = onFailure === undefined ? null : yield* onFailure();
      if (code !== null) return { turn: { kind: "exit", code }, isLost: false };
    }
    return { turn: last, isLost: false };
  };

  const lost = (code: number): number => {
    printer.print("error", "Remote host closed connection unexpectedly.");
    return code;
  };

  const sayQuit = function* (codeIfLost: number): Steps<number | null> {
    if (hasQuit) return null;
    hasQuit = true;
    const { turn, isLost } = yield* exchangeAll({ send: "QUIT", expect: "221" });
    if (isLost) return lost(codeIfLost);
    return turn.kind === "exit" ? turn.code : null;
  };

  const hangUp = (): void => {
    system.close(socket);
    printer.print("info", "Connection closed with remote host.");
  };

  return {
    settings,
    printer,
    *transact(exchange) {
      const { turn, isLost } = yield* exchangeAll(exchange);
      return isLost ? { kind: "exit", code: lost(lostCode) } : turn;
    },
    *quit(code) {
      const ended = yield* sayQuit(code === 0 ? lostCode : code);
      if (ended !== null) return ended;
      hangUp();
      return code;
    },
    *finish() {
      const ended = yield* sayQuit(lostCode);
      if (ended !== null) return ended;
      hangUp();
      return 0;
    },
    pipeliningOffered() {
      isPipeliningOffered = true;
    },
  };
}

function linesIn(text: ByteString): number {
  return text.split("\n").length;
}

function tellLapse(printer: Printer, { timeLapse }: Settings, seconds: number): void {
  if (timeLapse === "none") return;
  printer.print("info", `response in ${timeLapse === "seconds" ? seconds : seconds.toFixed(3)}s`);
}

interface LineReader {
  /** The next line, with its newline and without carriage returns. The time-out counts from `start`. */
  next(start: number): Steps<{ readonly text: ByteString } | "lost" | "timeout">;
  /** Bytes of the lines that were taken, of all that has come on the connection. */
  takenBytes(): number;
}

// swaks 20240103.0 recv_line
function createLineReader(
  system: WorldSystem,
  socket: number,
  { settings, printer }: Pick<Session, "settings" | "printer">,
): LineReader {
  let buffer: ByteString = "";
  let taken = 0;
  return {
    *next(start) {
      while (!buffer.includes("\n")) {
        const { timeoutSeconds } = settings;
        const left = timeoutSeconds === null ? null : Math.max(0, start + timeoutSeconds - system.now());
        const arrival = yield {
          kind: "poll",
          descriptors: [socket],
          timeoutSeconds: left,
          isWaitedFor: true,
        };
        if (arrival.kind === "timeout") return "timeout";
        if (arrival.kind !== "bytes from") return "lost";
        const bytes = byteString(arrival.bytes);
        if (settings.showsRawText) printer.print("received raw", dumpOf(bytes));
        buffer += bytes;
      }
      const end = buffer.indexOf("\n") + 1;
      const line = buffer.slice(0, end);
      buffer = buffer.slice(end);
      taken += end;
      return { text: line.replace(/\r/g, "") };
    },
    takenBytes: () => taken,
  };
}
