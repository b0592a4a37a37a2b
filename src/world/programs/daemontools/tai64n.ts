import { byteString, bytesOf, type ByteString } from "../../../engine/bytes/index.ts";
import { calendarOf } from "../../../engine/datetime/index.ts";
import type { WorldArrival, WorldRunning, WorldSystem, WorldWait } from "../../process.ts";
import { exit } from "../print.ts";

/** How many seconds TAI is said to be ahead of the clock. Origin: libtai tai_now.c, daemontools-0.76 tai_now.c. */
const taiAheadSeconds = 10;

/** The stamp that was given last, in microseconds since 1970; 0 before the first. */
export interface LastStamp {
  microseconds: number;
}

/**
 * Stamps of the world's clock, each later than the one before. What happens within one second of that clock is a
 * microsecond apart.
 */
// daemontools-0.76 timestamp.c
export function stampsOf(system: WorldSystem, last: LastStamp = { microseconds: 0 }): () => ByteString {
  return () => {
    last.microseconds = Math.max(last.microseconds + 1, system.now() * perSecond);
    return tai64nLabel(last);
  };
}

/** Microseconds in a second. */
const perSecond = 1_000_000;

/** A time as an external TAI64N label behind "@": 2^62 is the second that 1970 began with. */
// https://cr.yp.to/libtai/tai64.html
function tai64nLabel({ microseconds }: LastStamp): ByteString {
  const seconds = (Math.floor(microseconds / perSecond) + taiAheadSeconds).toString(16).padStart(15, "0");
  const nanoseconds = ((microseconds % perSecond) * 1000).toString(16).padStart(8, "0");
  return `@4${seconds}${nanoseconds}`;
}

/** tai64n(8): puts a stamp before each line. */
export function* tai64n(system: WorldSystem): WorldRunning {
  const stamp = stampsOf(system);
  return yield* filter(system, (line) => `${stamp()} ${line}`);
}

/** tai64nlocal(8): makes of the stamp at a line's beginning a date and a time that people read, in UTC. */
// daemontools-0.76 tai64nlocal.c
export function* tai64nlocal(system: WorldSystem): WorldRunning {
  return yield* filter(system, (line) => {
    const [, hexadecimal = null] = /^@([0-9a-f]{16,24})/.exec(line) ?? [];
    if (hexadecimal === null) return line;
    const time = localTime(hexadecimal);
    return time === null ? line : time + line.slice(1 + hexadecimal.length);
  });
}

function localTime(hexadecimal: string): ByteString | null {
  const [high, low] = [hexadecimal.slice(0, 4), hexadecimal.slice(4, 16)];
  if (high !== "4000") return null;
  const at = calendarOf(Number.parseInt(low, 16) - taiAheadSeconds);
  const nanoseconds = Number.parseInt(hexadecimal.slice(16).padEnd(8, "0"), 16);
  const digits = (value: number, width = 2): string => String(value).padStart(width, "0");
  const day = `${digits(at.year, 4)}-${digits(at.month + 1)}-${digits(at.day)}`;
  return `${day} ${digits(at.hour)}:${digits(at.minute)}:${digits(at.second)}.${digits(nanoseconds, 9)}`;
}

function* filter(system: WorldSystem, change: (line: ByteString) => ByteString): WorldRunning {
  yield* lines(system, (line, end) => system.write(1, bytesOf(change(line) + end)));
  return exit(0);
}

/** Hands on the lines of standard input, each with its end: a newline, or nothing for a last line without one. */
function* lines(
  system: WorldSystem,
  take: (line: ByteString, end: "\n" | "") => void,
): Generator<WorldWait, void, WorldArrival> {
  let open: ByteString = "";
  for (;;) {
    const arrival = yield { kind: "read", timeoutSeconds: null };
    if (arrival.kind !== "bytes") break;
    const parts = (open + byteString(arrival.bytes)).split("\n");
    open = parts.pop() ?? "";
    for (const line of parts) take(line, "\n");
  }
  if (open !== "") take(open, "");
}
