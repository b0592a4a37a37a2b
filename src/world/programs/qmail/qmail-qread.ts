import type { ByteString } from "../../../engine/bytes/index.ts";
import { date822fmt } from "../../../engine/datetime/index.ts";
import { errorText, type FileError } from "../../../engine/program/index.ts";
import type { Channel } from "../../../engine/send/index.ts";
import { listFolder } from "../../files/index.ts";
import type { WorldRunning, WorldSystem } from "../../process.ts";
import { complain, exit, printLine } from "../print.ts";
import { fileOf, inQueue, paths } from "./queue.ts";
import { messagesIn, recordsOf } from "./queue-records.ts";
import { channels } from "./sender.ts";

/** Exit code where the queue can't be read. Source: qmail-1.03 qmail-qread.c. */
const trouble = 111;

/** qmail-qread(8): each message in the queue, with its sender and what has become of its recipients. For root only. */
// qmail-1.03 qmail-qread.c main
export function* qmailQread(system: WorldSystem): WorldRunning {
  const fatal = (what: ByteString, error: FileError): ReturnType<typeof exit> => {
    printLine(system, `fatal: unable to ${what}: ${errorText(error)}`);
    return exit(trouble);
  };
  const noQueue = system.forbids(inQueue("any"), "read");
  if (noQueue !== null) return fatal("chdir", noQueue);
  for (let part = 0; part < 23; part++) {
    const folder = inQueue(`info/${part}`);
    const closed = system.forbids(folder, "read");
    if (closed !== null) return fatal(`opendir info/${part}`, closed);
    const names = listFolder(system.files, folder);
    if (typeof names === "string") return fatal(`opendir info/${part}`, names);
  }
  for (const id of messagesIn(system, "info")) show(system, id);
  return exit(0);
}

function show(system: WorldSystem, id: number): void {
  const mess = fileOf(system, paths.mess(id));
  const info = fileOf(system, paths.info(id));
  if (mess === null || info === null) {
    printLine(system, `warning: trouble with #${id}: ${errorText("ENOENT")}`);
    return;
  }
  const sender = recordsOf(info.bytes)[0]?.text ?? "";
  const bouncing = fileOf(system, paths.bounce(id)) === null ? "" : " bouncing";
  const date = date822fmt(info.modifiedAt).slice(0, -" -0000".length);
  printLine(system, shown(`${date} GMT  #${id}  ${mess.bytes.length}  <${sender}> ${bouncing}`));
  for (const channel of channels) showRecipients(system, id, channel);
}

function showRecipients(system: WorldSystem, id: number, channel: Channel): void {
  const file = fileOf(system, paths.channel(id, channel));
  for (const { letter, text } of file === null ? [] : recordsOf(file.bytes)) {
    const done = letter === "D" ? "  done" : "";
    if (letter === "D" || letter === "T") printLine(system, `${done}\t${channel}\t${shown(text)}`);
  }
}

// qmail-1.03 qmail-qread.c out
function shown(text: ByteString): ByteString {
  return text.replace(/[^ -~]/g, "_");
}

/** qmail-qstat(8): how many messages are in the queue. Who may not look into it gets what the script makes of that. */
// qmail-1.03 qmail-qstat.sh
export function* qmailQstat(system: WorldSystem): WorldRunning {
  const count = (folder: "mess" | "todo", pattern: string): number => {
    if (system.forbids(inQueue(`${folder}/any`), "read") === null) return messagesIn(system, folder).length;
    complain({ ...system, argv: ["find"] }, `'${pattern}': Permission denied`);
    // It takes the number of folders from that of all names, and counts the pattern for a folder; notqmail counts files.
    return system.host.qmail?.name === "notqmail-1.09" ? 0 : -1;
  };
  printLine(system, `messages in queue: ${count("mess", "queue/mess/*")}`);
  printLine(system, `messages in queue but not yet preprocessed: ${count("todo", "queue/todo")}`);
  return exit(0);
}
