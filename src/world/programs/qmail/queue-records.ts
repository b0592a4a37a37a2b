import { byteString, type ByteString } from "../../../engine/bytes/index.ts";
import { listFolder } from "../../files/index.ts";
import { inQueue, partsOf, type Disk } from "./queue.ts";

/** The numbers of the messages that have a file in a folder, lowest first. */
export function messagesIn(
  { files }: Pick<Disk, "files">,
  folder: "todo" | "info" | "mess",
): readonly number[] {
  return partsOf(folder)
    .flatMap((part) => {
      const names = listFolder(files, inQueue(part));
      return typeof names === "string" ? [] : names.filter((name) => /^\d{1,15}$/.test(name)).map(Number);
    })
    .sort((one, other) => one - other);
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
