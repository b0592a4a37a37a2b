import type { ByteString } from "../bytes/index.ts";
import type { Channel } from "./rewrite.ts";

/** How many deliveries of a channel run, and how many may. */
export interface Used {
  readonly used: number;
  readonly limit: number;
}

/** The lines of qmail-send's activity record, each with its newline. `message` is a number in the queue. */
// qmail-1.03 qmail-send.c
export const log = {
  newMessage: (message: number): ByteString => `new msg ${message}\n`,
  infoMessage: (
    message: number,
    of: { readonly bytes: number; readonly sender: ByteString; readonly qp: number; readonly uid: number },
  ): ByteString =>
    `info msg ${message}: bytes ${of.bytes} from <${logsafe(of.sender)}> qp ${of.qp} uid ${of.uid}\n`,
  startingDelivery: (
    delivery: number,
    message: number,
    to: { readonly channel: Channel; readonly recipient: ByteString },
  ): ByteString =>
    `starting delivery ${delivery}: msg ${message} to ${to.channel} ${logsafe(to.recipient)}\n`,
  status: (local: Used, remote: Used, isExiting: { readonly exitasap: boolean }): ByteString =>
    `status: local ${local.used}/${local.limit} remote ${remote.used}/${remote.limit}` +
    `${isExiting.exitasap ? " exitasap" : ""}\n`,
  delivery: (delivery: number, outcome: "success" | "deferral" | "failure", report: ByteString): ByteString =>
    `delivery ${delivery}: ${outcome}: ${logsafe(report)}\n`,
  mangled: (delivery: number): ByteString => `delivery ${delivery}: report mangled, will defer\n`,
  bounce: (message: number, qp: number): ByteString => `bounce msg ${message} qp ${qp}\n`,
  tripleBounce: (path: ByteString): ByteString => `triple bounce: discarding ${path}\n`,
  endMessage: (message: number): ByteString => `end msg ${message}\n`,
  exiting: "status: exiting\n",
  noControls: "alert: cannot start: unable to read controls\n",
  noQueue: "alert: cannot start: unable to switch to queue directory\n",
  noMutex: "alert: cannot start: unable to open mutex\n",
  alreadyRunning: "alert: cannot start: qmail-send is already running\n",
  cannotReread: (file: ByteString): ByteString => `alert: unable to reread ${file}\n`,
  noBounce: "warning: trouble injecting bounce message, will try later\n",
  unableToOpen: (path: ByteString): ByteString => `warning: unable to open ${path}\n`,
  unableToStat: (path: ByteString): ByteString => `warning: unable to stat ${path}\n`,
  unableToCreate: (path: ByteString): ByteString => `warning: unable to create ${path}\n`,
  unknownRecord: (path: ByteString): ByteString => `warning: unknown record type in ${path}\n`,
  troubleOpening: (path: ByteString): ByteString =>
    `warning: trouble opening ${path}; will try again later\n`,
  troubleMarking: (path: ByteString): ByteString =>
    `warning: trouble marking ${path}; message will be delivered twice!\n`,
} as const;

/** What the record shows of an address or a report: newlines as "/", blanks, "%" and what isn't ASCII text as "_". */
// qmail-1.03 qsutil.c logsafe
export function logsafe(text: ByteString): ByteString {
  const [shown = ""] = text.split("\0", 1);
  return shown.replaceAll("\n", "/").replace(/[^!-$&-~]/g, "_");
}
