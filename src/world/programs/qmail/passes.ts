import { byteString, bytesOf } from "../../../engine/bytes/index.ts";
import { addRecipient, closeEnvelope, openEnvelope } from "../../../engine/queue/index.ts";
import { injectbounce, log, nextretry, type Channel } from "../../../engine/send/index.ts";
import type { WorldArrival, WorldWait } from "../../process.ts";
import { enqueue } from "./enqueue.ts";
import { del_start, job_close } from "./deliveries.ts";
import { fileOf, paths, remove } from "./queue.ts";
import { recordAt, recordsOf } from "./queue-records.ts";
import { channels, earliest, say, SLEEP_SYSFAIL, type Job, type Pass, type Sender } from "./sender.ts";

/** Takes one step through the recipients of a message that is due; false if there's nothing to do now. */
// qmail-1.03 qmail-send.c pass_dochan
export function pass_dochan(sender: Sender, channel: Channel): boolean {
  if (sender.isExiting) return false;
  const pass = sender.passes[channel];
  if (pass === null) return openPass(sender, channel);
  if (!mayStart(sender, channel)) return false;
  const { job, at } = pass;
  const file = fileOf(sender.system, paths.channel(job.id, channel));
  const record = file === null ? undefined : recordAt(file.bytes, at);
  if (record === undefined) {
    job.hasReachedEnd = true;
    closePass(sender, channel, job);
  } else if (record.letter === "T") {
    pass.at = at + record.text.length + 2;
    job.todo++;
    del_start(sender, job, { recipient: record.text, at });
  } else if (record.letter === "D") {
    pass.at = at + record.text.length + 2;
  } else {
    say(sender, log.unknownRecord(paths.channel(job.id, channel)));
    closePass(sender, channel, job);
  }
  return true;
}

function closePass(sender: Sender, channel: Channel, job: Job): void {
  sender.passes[channel] = null;
  job_close(sender, job);
}

/** Whether a channel may run one more delivery. */
function mayStart({ running, controls }: Sender, channel: Channel): boolean {
  return running.filter(({ job }) => job.channel === channel).length < controls.concurrency[channel];
}

/** Whether one more message may be in the works. */
export function mayOpen({ jobs, controls }: Sender): boolean {
  return jobs < controls.concurrency.local + controls.concurrency.remote;
}

function openPass(sender: Sender, channel: Channel): boolean {
  const { system } = sender;
  const now = system.now();
  const next = earliest(sender.due[channel]);
  if (next === null || next.at > now || !mayOpen(sender)) return false;
  sender.due[channel].delete(next.id);
  const file = fileOf(system, paths.channel(next.id, channel));
  const info = fileOf(system, paths.info(next.id));
  const from = info === null ? undefined : recordsOf(info.bytes)[0];
  if (file === null || info === null || from?.letter !== "F") {
    say(sender, log.troubleOpening(paths.channel(next.id, channel)));
    sender.due[channel].set(next.id, now + SLEEP_SYSFAIL);
    return true;
  }
  const birth = info.modifiedAt;
  const job: Job = {
    id: next.id,
    channel,
    sender: from.text,
    retryAt: nextretry(birth, now, channel),
    isDying: now > birth + sender.controls.queueLifetimeSeconds,
    todo: 0,
    references: 1,
    hasReachedEnd: false,
  };
  sender.jobs++;
  sender.passes[channel] = { job, at: 0 } satisfies Pass;
  return true;
}

/** Ends a message that no channel has any more, with a bounce if it needs one; false if there's none. */
// qmail-1.03 qmail-send.c pass_do, messdone
export function* messdone(sender: Sender): Generator<WorldWait, boolean, WorldArrival> {
  const { system } = sender;
  const next = earliest(sender.due.done);
  if (next === null || next.at > system.now()) return false;
  const { id } = next;
  sender.due.done.delete(id);
  const isBusy = channels.some((channel) => fileOf(system, paths.channel(id, channel)) !== null);
  if (isBusy || fileOf(system, paths.todo(id)) !== null || fileOf(system, paths.info(id)) === null)
    return true;
  if (!(yield* bounce(sender, id))) {
    sender.due.done.set(id, system.now() + SLEEP_SYSFAIL);
    return true;
  }
  say(sender, log.endMessage(id));
  remove(system, paths.info(id));
  remove(system, paths.mess(id));
  return true;
}

/** Sends the bounce of a message, if it has one; false if that didn't work. */
// qmail-1.03 qmail-send.c injectbounce
function* bounce(sender: Sender, id: number): Generator<WorldWait, boolean, WorldArrival> {
  const { system, controls } = sender;
  const report = fileOf(system, paths.bounce(id));
  const info = fileOf(system, paths.info(id));
  const from = info === null ? undefined : recordsOf(info.bytes)[0];
  if (report === null) return true;
  if (from === undefined) return false;
  const mess = fileOf(system, paths.mess(id));
  const message = mess === null ? "" : byteString(mess.bytes);
  const failed = { sender: from.text, report: byteString(report.bytes), message, now: system.now() };
  const notice = injectbounce(failed, controls);
  if (notice.kind === "discarded") {
    say(sender, log.tripleBounce(paths.bounce(id)));
  } else {
    const envelope = openEnvelope(notice.sender);
    addRecipient(envelope, notice.recipient);
    const { failure, processId } = yield* enqueue(system, {
      message: bytesOf(notice.message),
      envelope: closeEnvelope(envelope),
      environment: system.environment,
    });
    if (failure !== "") {
      say(sender, log.noBounce);
      return false;
    }
    say(sender, log.bounce(id, processId));
  }
  remove(system, paths.bounce(id));
  return true;
}
