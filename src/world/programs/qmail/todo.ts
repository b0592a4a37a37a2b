import { bytesOf, type ByteString } from "../../../engine/bytes/index.ts";
import { log, rewrite, type Channel } from "../../../engine/send/index.ts";
import { fileOf, paths, put, remove } from "./queue.ts";
import { messagesIn, recordsOf } from "./queue-records.ts";
import { channels, say, type Sender } from "./sender.ts";

/** How often todo/ is looked at if nobody pulls the trigger. Origin: qmail-1.03 qmail-send.c SLEEP_TODO. */
const SLEEP_TODO = 1500;

/** Takes up one new message; false if there's none. */
// qmail-1.03 qmail-send.c todo_do
export function todo_do(sender: Sender): boolean {
  if (sender.isExiting) return false;
  const now = sender.system.now();
  if (sender.todo.length === 0) {
    if (!sender.isTriggered && now < sender.nextTodoRun) return false;
    sender.isTriggered = false;
    sender.nextTodoRun = now + SLEEP_TODO;
    sender.todo = [...messagesIn(sender.system, "todo")];
  }
  const id = sender.todo.shift();
  if (id === undefined) return false;
  preprocess(sender, id);
  return true;
}

function preprocess(sender: Sender, id: number): void {
  const { system } = sender;
  const warn = (text: ByteString): void => say(sender, text);
  const todo = fileOf(system, paths.todo(id));
  const mess = fileOf(system, paths.mess(id));
  if (todo === null) return warn(log.unableToOpen(paths.todo(id)));
  if (mess === null) return warn(log.unableToStat(paths.mess(id)));
  for (const path of [...channels.map((channel) => paths.channel(id, channel)), paths.info(id)])
    remove(system, path);
  say(sender, log.newMessage(id));
  let uid = 0;
  let qp = 0;
  let info: ByteString = "";
  const recipients: Record<Channel, ByteString> = { local: "", remote: "" };
  for (const { letter, text } of recordsOf(todo.bytes)) {
    switch (letter) {
      case "u":
        uid = Number(text);
        break;
      case "p":
        qp = Number(text);
        break;
      case "F":
        info = `F${text}\0`;
        say(sender, log.infoMessage(id, { bytes: mess.bytes.length, sender: text, qp, uid }));
        break;
      case "T": {
        const { channel, address } = rewrite(text, sender.controls.routing);
        recipients[channel] += `T${address}\0`;
        break;
      }
      default:
        return warn(log.unknownRecord(paths.todo(id)));
    }
  }
  const owner = "qmails";
  if (!put(system, paths.info(id), { bytes: bytesOf(info), owner }))
    return warn(log.unableToCreate(paths.info(id)));
  for (const channel of channels) {
    if (recipients[channel] === "") continue;
    const path = paths.channel(id, channel);
    if (!put(system, path, { bytes: bytesOf(recipients[channel]), owner }))
      return warn(log.unableToCreate(path));
  }
  remove(system, paths.todo(id));
  remove(system, paths.intd(id));
  schedule(sender, id);
}

/** Puts a message where its files say that it belongs, due when they were last written. */
// qmail-1.03 qmail-send.c pqadd
export function schedule(sender: Sender, id: number): void {
  let isWaiting = false;
  for (const channel of channels) {
    const file = fileOf(sender.system, paths.channel(id, channel));
    if (file === null) continue;
    isWaiting = true;
    sender.due[channel].set(id, file.modifiedAt);
  }
  if (!isWaiting) sender.due.done.set(id, sender.system.now());
}
