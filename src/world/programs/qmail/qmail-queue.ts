import { bytesOf } from "../../../engine/bytes/index.ts";
import { date822fmt } from "../../../engine/datetime/index.ts";
import { parseEnvelope } from "../../../engine/queue/index.ts";
import type { WorldRunning, WorldSystem } from "../../process.ts";
import { exit } from "../print.ts";
import { append, fileOf, freeNumber, paths, put, remove } from "./queue.ts";
import { readAll } from "../read-all.ts";

/** Exit codes. Source: qmail-1.03 qmail-queue.c. */
const exitCodes = { cannotWrite: 53, noPidFile: 63, noMessageFile: 64, noTodoFile: 66 } as const;

/**
 * qmail-queue(8): takes a message from descriptor 0 and its envelope from descriptor 1, leaves both in the queue, the
 * message under its own Received line, and pulls qmail-send's trigger.
 */
// qmail-1.03 qmail-queue.c main
export function* qmailQueue(system: WorldSystem): WorldRunning {
  const message = yield* readAll(0);
  const read = parseEnvelope(yield* readAll(1));
  if (read.kind === "failed") return exit(read.exitCode);
  const { name: user, uid } = system.realUser();
  const received = `Received: (qmail ${system.processId} invoked ${words(user, uid)}); ${date822fmt(system.now())}\n`;
  const id = freeNumber(system);
  if (id === null) return exit(exitCodes.noPidFile);
  const owner = "qmailq";
  if (!put(system, paths.mess(id), { bytes: bytesOf(received + message), owner })) {
    return exit(message.length === 0 ? exitCodes.noMessageFile : exitCodes.cannotWrite);
  }
  const { sender, recipients } = read.envelope;
  const todo = `u${uid}\0p${system.processId}\0F${sender}\0${recipients.map((one) => `T${one}\0`).join("")}`;
  if (!put(system, paths.todo(id), { bytes: bytesOf(todo), owner })) {
    remove(system, paths.mess(id));
    return exit(exitCodes.noTodoFile);
  }
  // qmail-1.03 triggerpull.c triggerpull
  if (fileOf(system, paths.trigger) !== null) append(system, paths.trigger, "\0", "qmails");
  return exit(0);
}

// qmail-1.03 qmail-queue.c receivedfmt
function words(user: string, uid: number): string {
  switch (user) {
    case "alias":
      return "by alias";
    case "qmaild":
      return "from network";
    case "qmails":
      return "for bounce";
    default:
      return `by uid ${uid}`;
  }
}
