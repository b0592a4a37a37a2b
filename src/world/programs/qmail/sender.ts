import { bytesOf, type ByteString } from "../../../engine/bytes/index.ts";
import type { ControlSource } from "../../../engine/control/index.ts";
import { log, type Channel, type SendControls } from "../../../engine/send/index.ts";
import type { WorldSystem } from "../../process.ts";

/** A message on its way through one channel. */
export interface Job {
  readonly id: number;
  readonly channel: Channel;
  readonly sender: ByteString;
  /** When what isn't done then is tried again, in seconds since 1970. */
  retryAt: number;
  /** It has been in the queue too long: what fails now fails for good. */
  readonly isDying: boolean;
  /** Recipients that aren't done. */
  todo: number;
  /** Deliveries that run, and the pass itself. */
  references: number;
  hasReachedEnd: boolean;
}

/** A walk over a message's recipients; `at` is where the next record begins. */
export interface Pass {
  readonly job: Job;
  at: number;
}

/** One recipient at a time that a program delivers to. */
export interface Running {
  readonly number: number;
  readonly job: Job;
  readonly recipient: ByteString;
  /** Where its record is in the channel's file. */
  readonly at: number;
  /** The process that delivers; null if it couldn't be started. */
  readonly processId: number | null;
  /** The descriptor of what it says; null once it has said all. */
  output: number | null;
  said: ByteString;
  /** "K", "Z" or "D" and the words, once it's over. */
  report: ByteString | null;
}

export const channels: readonly Channel[] = ["local", "remote"];

/** What qmail-send knows while it runs. */
export interface Sender {
  readonly system: WorldSystem;
  readonly source: ControlSource;
  /** What an empty .qmail file stands for. */
  readonly aliasempty: ByteString;
  controls: SendControls;
  /** When each message is due, by channel; and of those that no channel has any more. */
  readonly due: Readonly<Record<Channel | "done", Map<number, number>>>;
  readonly passes: Record<Channel, Pass | null>;
  readonly running: Running[];
  jobs: number;
  nextDelivery: number;
  /** Messages in todo/ that are still to be looked at in this round. */
  todo: number[];
  nextTodoRun: number;
  isTriggered: boolean;
  isExiting: boolean;
}

export function say({ system }: Pick<Sender, "system">, text: ByteString): void {
  system.write(1, bytesOf(text));
}

// qmail-1.03 qmail-send.c del_status
export function sayStatus(sender: Sender): void {
  const used = (channel: Channel) => ({
    used: sender.running.filter(({ job }) => job.channel === channel).length,
    limit: sender.controls.concurrency[channel],
  });
  say(sender, log.status(used("local"), used("remote"), { exitasap: sender.isExiting }));
}

/** The message that is due first, and when; null if there's none. */
export function earliest(
  due: ReadonlyMap<number, number>,
): { readonly id: number; readonly at: number } | null {
  let first: { readonly id: number; readonly at: number } | null = null;
  for (const [id, at] of due) if (first === null || at < first.at) first = { id, at };
  return first;
}

/** How long qmail-send leaves what the disk has refused. Origin: qmail-1.03 qmail-send.c SLEEP_SYSFAIL. */
export const SLEEP_SYSFAIL = 123;
