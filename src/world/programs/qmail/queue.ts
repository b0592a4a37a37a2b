import { appendBytes, byteString, bytesOf, type ByteString } from "../../../engine/bytes/index.ts";
import type { Channel } from "../../../engine/send/index.ts";
import { listFolder, readFile, removeFile, writeFile, type FileNode } from "../../files/index.ts";
import { limits } from "../../limits.ts";
import type { WorldSystem } from "../../process.ts";
import { ownerNamed } from "../../users.ts";

/** What the queue of a host is kept on. */
export type Disk = Pick<WorldSystem, "files" | "now">;

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

/** Writes a file of the queue as its owner; false if that can't be done. */
export function put(
  disk: Disk,
  path: ByteString,
  { bytes, owner, time }: { readonly bytes: Uint8Array; readonly owner: string; readonly time?: number },
): boolean {
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

/** The numbers of the messages that have a file in a folder, lowest first. */
export function messagesIn(
  { files }: Pick<Disk, "files">,
  folder: "todo" | "info" | "mess",
): readonly number[] {
  const folders = folder === "todo" ? [""] : Array.from({ length: auto_split }, (_, part) => `/${part}`);
  return folders
    .flatMap((part) => {
      const names = listFolder(files, inQueue(`${folder}${part}`));
      return typeof names === "string" ? [] : names.filter((name) => /^\d{1,15}$/.test(name)).map(Number);
    })
    .sort((one, other) => one - other);
}

/** The lowest number that the first file of a message could have, as the numbers of a disk's files begin somewhere. */
const firstNumber = 93;

/** A number that no message has; null if the queue is full. */
export function freeNumber(disk: Disk): number | null {
  let id = firstNumber;
  while ([paths.mess(id), paths.todo(id), paths.intd(id)].some((path) => fileOf(disk, path) !== null)) id++;
  return id < firstNumber + limits.queueMessagesMax ? id : null;
}

/** The records of a file: each is a letter and a text, with a NUL behind it. `at` is where its letter is. */
export interface QueueRecord {
  readonly letter: string;
  readonly text: ByteString;
  readonly at: number;
}

/** The record that begins at a place; undefined if none does. */
export function recordAt(bytes: Uint8Array, at: number): QueueRecord | undefined {
  const end = bytes.indexOf(0, at);
  return end === -1 ? undefined : recordsOf(bytes.subarray(at, end + 1))[0];
}

export function recordsOf(bytes: Uint8Array): readonly QueueRecord[] {
  const records: QueueRecord[] = [];
  const text = byteString(bytes);
  for (let at = 0; ;) {
    const end = text.indexOf("\0", at);
    if (end === -1) return records;
    records.push({ letter: text.charAt(at), text: text.slice(at + 1, end), at });
    at = end + 1;
  }
}
