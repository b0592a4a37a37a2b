import { appendBytes, bytesOf, type ByteString } from "../../../engine/bytes/index.ts";
import type { Channel } from "../../../engine/send/index.ts";
import { type FileNode, ownerNamed, readFile, removeFile, writeFile } from "../../files/index.ts";
import { limits } from "../../limits.ts";
import type { WorldSystem } from "../../process.ts";

/** What the queue of a host is kept on. */
export type Disk = Pick<WorldSystem, "files" | "now" | "weigh">;

const home = "/var/qmail/queue";

/** How many folders share the messages. Origin: qmail-1.03 conf-split. */
const auto_split = 23;

/** The files of a message, by its number. */
// qmail-1.03 fmtqfn.c fmtqfn
export const paths = {
  mess: (id: number): ByteString => `mess/${id % auto_split}/${id}`,
  info: (id: number): ByteString => `info/${id % auto_split}/${id}`,
  channel: (id: number, channel: Channel): ByteString => `${channel}/${id % auto_split}/${id}`,
  todo: (id: number): ByteString => `todo/${id}`,
  intd: (id: number): ByteString => `intd/${id}`,
  bounce: (id: number): ByteString => `bounce/${id}`,
  trigger: "lock/trigger",
  mutex: "lock/sendmutex",
} as const;

/** The absolute path of a file of the queue. */
export function inQueue(path: ByteString): ByteString {
  return `${home}/${path}`;
}

/** A file of the queue; null if it isn't there. */
export function fileOf({ files }: Pick<Disk, "files">, path: ByteString): FileNode | null {
  const node = readFile(files, inQueue(path));
  return typeof node === "string" ? null : node;
}

/** What writing a file of the queue counts as, in bytes handled, whatever it holds. */
const writeBytes = 1024;

/** Copying so many bytes takes as long as handling one. */
const copyWeight = 16;

/** Writes a file of the queue as its owner; false if that can't be done. */
export function put(
  disk: Disk,
  path: ByteString,
  { bytes, owner, time }: { readonly bytes: Uint8Array; readonly owner: string; readonly time?: number },
): boolean {
  disk.weigh(writeBytes + bytes.length / copyWeight);
  const content = { bytes, owner: ownerNamed(disk.files, owner), now: time ?? disk.now(), mode: 0o644 };
  return writeFile(disk.files, inQueue(path), content) === null;
}

/** Adds text at a file's end. */
export function append(disk: Disk, path: ByteString, text: ByteString, owner: string): boolean {
  const old = fileOf(disk, path)?.bytes ?? new Uint8Array();
  return put(disk, path, { bytes: appendBytes(old, bytesOf(text)), owner });
}

export function remove({ files }: Disk, path: ByteString): void {
  removeFile(files, inQueue(path));
}

/** The lowest number that the first file of a message could have, as the numbers of a disk's files begin somewhere. */
const firstNumber = 93;

/** With so few messages the number is the lowest that's free, which would take too long to find among many. */
const fewMessages = 64;

/** A number that no message has; null if the queue is full. */
export function freeNumber(disk: Disk): number | null {
  const counts = partsOf("mess").map((part) => disk.files.countIn(inQueue(part)));
  const count = counts.reduce((sum, one) => sum + one);
  if (count >= limits.queueMessagesMax) return null;
  const isFew = count < fewMessages;
  // Among many, one that belongs into the folder with the fewest.
  const part = counts.indexOf(Math.min(...counts));
  let id = firstNumber + (isFew ? 0 : (auto_split + part - (firstNumber % auto_split)) % auto_split);
  const isTaken = (path: ByteString): boolean => disk.files.entryOf(inQueue(path)) !== null;
  while ([paths.mess(id), paths.todo(id), paths.intd(id)].some(isTaken)) id += isFew ? 1 : auto_split;
  return id;
}

/** The folders that a kind of file is in. */
export function partsOf(folder: "todo" | "info" | "mess"): readonly ByteString[] {
  return folder === "todo" ? [folder] : Array.from({ length: auto_split }, (_, part) => `${folder}/${part}`);
}
