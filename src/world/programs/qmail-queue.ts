import { byteString, bytesOf, joinBytes } from "../../engine/bytes/index.ts";
import { parseEnvelope } from "../../engine/queue/index.ts";
import { date822fmt } from "../../engine/smtpd/index.ts";
import { makeFolders } from "../files/index.ts";
import type { WorldArrival, WorldRunning, WorldSystem, WorldWait } from "../process.ts";
import { exit } from "./print.ts";

/** The exit code for a disk that is full. Source: qmail-1.03 qmail-queue.c. */
const cannotWrite = 53;

/**
 * qmail-queue(8): takes a message from descriptor 0 and its envelope from descriptor 1, and leaves both in the queue, the
 * message under its own Received line. `Gap:` nothing takes it out of the queue yet; there is no qmail-send.
 */
export function* qmailQueue(system: WorldSystem): WorldRunning {
  const message = yield* readAll(0);
  const envelope = yield* readAll(1);
  const read = parseEnvelope(byteString(envelope));
  if (read.kind === "failed") return exit(read.exitCode);
  const received = `Received: (qmail ${system.processId} invoked from network); ${date822fmt(system.now())}\n`;
  const name = String(system.processId);
  const isStored =
    store(system, `queue/mess/${name}`, joinBytes([bytesOf(received), message])) &&
    store(system, `queue/todo/${name}`, envelope);
  return exit(isStored ? 0 : cannotWrite);
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
