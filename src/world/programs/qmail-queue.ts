import { byteString, bytesOf, joinBytes, type ByteString } from "../../engine/bytes/index.ts";
import { calendarOf, monthNames } from "../calendar.ts";
import { makeFolders } from "../files/index.ts";
import type { WorldArrival, WorldRunning, WorldSystem, WorldWait } from "../process.ts";
import { exit } from "./print.ts";

/** Exit codes. Source: qmail-1.03 qmail-queue.c. */
const exitCodes = { badEnvelope: 91, cannotWrite: 53 } as const;

/**
 * qmail-queue(8): takes a message from descriptor 0 and its envelope from descriptor 1, and leaves both in the queue, the
 * message under its own Received line. `Gap:` nothing takes it out of the queue yet; there is no qmail-send.
 */
export function* qmailQueue(system: WorldSystem): WorldRunning {
  const message = yield* readAll(0);
  const envelope = yield* readAll(1);
  if (!isEnvelope(byteString(envelope))) return exit(exitCodes.badEnvelope);
  const received = `Received: (qmail ${system.processId} invoked from network); ${date822(system.now())}\n`;
  const name = String(system.processId);
  const isStored =
    store(system, `queue/mess/${name}`, joinBytes([bytesOf(received), message])) &&
    store(system, `queue/todo/${name}`, envelope);
  return exit(isStored ? 0 : exitCodes.cannotWrite);
}

/** A sender, then recipients, then an empty string; what follows isn't looked at. */
// qmail-1.03 qmail-queue.c main
function isEnvelope(envelope: ByteString): boolean {
  const [sender = "", ...recipients] = envelope.split("\0");
  const end = recipients.indexOf("");
  const isEnded = end !== -1 && end < recipients.length - 1;
  return sender.startsWith("F") && isEnded && recipients.slice(0, end).every((one) => one.startsWith("T"));
}

function* readAll(descriptor: number): Generator<WorldWait, Uint8Array, WorldArrival> {
  const chunks: Uint8Array[] = [];
  for (;;) {
    const arrival = yield { kind: "poll", descriptors: [descriptor] };
    if (arrival.kind !== "bytes from") return joinBytes(chunks);
    chunks.push(arrival.bytes);
  }
}

function store(system: WorldSystem, path: string, bytes: Uint8Array): boolean {
  const folder = system.absolute(path.slice(0, path.lastIndexOf("/")));
  return makeFolders(system.files, folder, system.now()) === null && system.writeFile(path, bytes) === null;
}

/** Source: qmail-1.03 date822fmt.c. */
function date822(time: number): string {
  const { year, month, day, hour, minute, second } = calendarOf(time);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${day} ${monthNames[month] ?? ""} ${year} ${two(hour)}:${two(minute)}:${two(second)} -0000`;
}
