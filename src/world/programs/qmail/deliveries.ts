import { bytesOf, byteString, type ByteString } from "../../../engine/bytes/index.ts";
import { getpw, localReport, parsePasswd, spawnTexts } from "../../../engine/local/index.ts";
import { remoteReport } from "../../../engine/remote/index.ts";
import {
  addbounce,
  log,
  REPORT_BYTES_MAX,
  senderadd,
  TOO_LONG_IN_THE_QUEUE,
} from "../../../engine/send/index.ts";
import { readFile, userOf } from "../../files/index.ts";
import type { WorldSystem } from "../../process.ts";
import { append, fileOf, inQueue, paths, put, remove } from "./queue.ts";
import { say, sayStatus, type Job, type Running, type Sender } from "./sender.ts";

/** Starts a delivery to one recipient. */
// qmail-1.03 qmail-send.c del_start
export function del_start(
  sender: Sender,
  job: Job,
  of: { readonly recipient: ByteString; readonly at: number },
): void {
  const started = spawn(sender, job, of.recipient);
  const number = sender.nextDelivery++;
  job.references++;
  const isReport = typeof started === "string";
  sender.running.push({
    ...of,
    number,
    job,
    processId: isReport ? null : started.processId,
    output: isReport ? null : started.output,
    said: "",
    report: isReport ? started : null,
  });
  say(sender, log.startingDelivery(number, job.id, { channel: job.channel, recipient: of.recipient }));
  sayStatus(sender);
}

/** Starts qmail-local or qmail-remote, or tells the report of why it can't be. */
// qmail-1.03 spawn.c docmd, qmail-lspawn.c spawn, qmail-rspawn.c spawn
function spawn(
  { system, aliasempty }: Sender,
  { id, channel, sender }: Job,
  recipient: ByteString,
): { readonly processId: number; readonly output: number } | ByteString {
  const at = recipient.lastIndexOf("@");
  const host = recipient.slice(at + 1);
  const from = senderadd(sender, recipient);
  let argv: readonly ByteString[] = ["/var/qmail/bin/qmail-remote", host, from, recipient];
  let user: ByteString = "qmailr";
  if (channel === "local") {
    const local = recipient.slice(0, at);
    const addressee = addresseeOf(system, local);
    if (addressee === null) return spawnTexts.noAliasUser;
    const { account, dash, extension } = addressee;
    user = account.name;
    const rest = [account.name, account.home, local, dash, extension, host, from, aliasempty];
    argv = ["/var/qmail/bin/qmail-local", "--", ...rest];
  }
  const message = system.open(inQueue(paths.mess(id)), "read");
  if (message.kind === "failed") return spawnTexts.noMessage;
  const { reader, writer } = system.pipe();
  const descriptors = new Map([
    [0, message.descriptor],
    [1, writer],
    [2, writer],
  ]);
  const processId = system.start({
    argv,
    environment: system.environment,
    descriptors,
    user: userOf(system.files, user) ?? system.user(),
  });
  system.close(message.descriptor);
  system.close(writer);
  if (processId !== null) return { processId, output: reader };
  system.close(reader);
  return spawnTexts.cannotFork;
}

function addresseeOf(system: WorldSystem, local: ByteString): ReturnType<typeof getpw> {
  const passwd = readFile(system.files, "/etc/passwd");
  const accounts = typeof passwd === "string" ? [] : parsePasswd(byteString(passwd.bytes));
  return getpw(local, accounts, ({ name, home }) => {
    const node = system.files.nodes.get(home);
    return node?.kind === "folder" && node.owner === name;
  });
}

/** Takes what a delivery's process has ended with. */
export function del_ended(sender: Sender, processId: number, exitCode: number | null): void {
  const running = sender.running.find((one) => one.processId === processId);
  if (running === undefined) return;
  const report = running.job.channel === "local" ? localReport : remoteReport;
  running.report = report(exitCode, running.said).slice(0, REPORT_BYTES_MAX);
}

/** Deals with one report; false if there's none. */
// qmail-1.03 qmail-send.c del_dochan
export function del_do(sender: Sender): boolean {
  const index = sender.running.findIndex(({ report }) => report !== null);
  const running = sender.running[index];
  if (running === undefined || running.report === null) return false;
  const { number, job, recipient } = running;
  const isGivenUp = running.report.startsWith("Z") && job.isDying;
  const report = isGivenUp ? `D${running.report.slice(1)}${TOO_LONG_IN_THE_QUEUE}` : running.report;
  const [words = ""] = report.slice(1).split("\0", 1);
  switch (report.charAt(0)) {
    case "K":
      say(sender, log.delivery(number, "success", words));
      markdone(sender, running);
      break;
    case "Z":
      say(sender, log.delivery(number, "deferral", words));
      break;
    case "D":
      say(sender, log.delivery(number, "failure", words));
      append(sender.system, paths.bounce(job.id), addbounce(recipient, words, sender.controls), "qmails");
      markdone(sender, running);
      break;
    default:
      say(sender, log.mangled(number));
  }
  sender.running.splice(index, 1);
  job_close(sender, job);
  sayStatus(sender);
  return true;
}

// qmail-1.03 qmail-send.c markdone
function markdone(sender: Sender, { job, at }: Running): void {
  const path = paths.channel(job.id, job.channel);
  const file = fileOf(sender.system, path);
  job.todo--;
  if (file !== null && at < file.bytes.length) {
    const bytes = file.bytes.slice();
    bytes.set(bytesOf("D"), at);
    if (put(sender.system, path, { bytes, owner: file.owner })) return;
  }
  say(sender, log.troubleMarking(path));
}

/** Lets go of a job; the last one to do so decides what becomes of the message. */
// qmail-1.03 qmail-send.c job_close
export function job_close(sender: Sender, job: Job): void {
  if (--job.references > 0) return;
  sender.jobs--;
  const { id, channel } = job;
  if (!job.hasReachedEnd || job.todo > 0) {
    sender.due[channel].set(id, job.retryAt);
    return;
  }
  remove(sender.system, paths.channel(id, channel));
  const other = channel === "local" ? "remote" : "local";
  if (fileOf(sender.system, paths.channel(id, other)) === null) sender.due.done.set(id, sender.system.now());
}
