import { byteString, bytesOf, lowerAscii, type ByteString } from "../../../engine/bytes/index.ts";
import { headerbody } from "../../../engine/inject/index.ts";
import type { FileError } from "../../../engine/program/index.ts";
import { baseName, listFolder, removeFile } from "../../files/index.ts";
import type { WorldSystem } from "../../process.ts";

/** A message of a mailbox. */
export interface Letter {
  /** Its file in a maildir; null in an mbox. */
  readonly path: ByteString | null;
  /** The message itself; in an mbox with the line before it. */
  readonly text: ByteString;
  /** Seconds since 1970; null if the mailbox doesn't say. */
  readonly when: number | null;
  readonly state: "new" | "unread" | "read";
}

export interface Mailbox {
  readonly path: ByteString;
  readonly kind: "maildir" | "mbox";
  readonly letters: readonly Letter[];
}

/** The messages at a path, the oldest first, or why they can't be read. */
export function readMailbox(system: WorldSystem, path: ByteString): Mailbox | FileError {
  if (system.files.nodes.get(system.absolute(path))?.kind === "folder") return readMaildir(system, path);
  const file = system.readFile(path);
  if (file.kind === "failed") return file.error;
  // A message ends where the next one begins; what looks like that inside of one has a ">" before it.
  const texts = byteString(file.bytes).split(/^(?=From )/m);
  const letters = texts.filter((text) => text.startsWith("From ")).map(letterOfMbox);
  return { path, kind: "mbox", letters };
}

function letterOfMbox(text: ByteString): Letter {
  const status = fieldOf(text, "status");
  const state = status === null ? "new" : status.includes("R") ? "read" : "unread";
  return { path: null, text, when: null, state };
}

// maildir(5): new mail is in new/; in cur/ the file's name has flags, S for one that has been seen
function readMaildir(system: WorldSystem, path: ByteString): Mailbox | FileError {
  const letters: Letter[] = [];
  for (const folder of ["cur", "new"]) {
    const place = `${path}/${folder}`;
    const names = system.forbids(place, "read") ?? listFolder(system.files, system.absolute(place));
    if (typeof names === "string") return names;
    for (const name of names) {
      const file = system.readFile(`${place}/${name}`);
      if (file.kind === "failed") return file.error;
      const state = folder === "new" ? "new" : /:2,.*S/.test(name) ? "read" : "unread";
      const [, seconds] = /^(\d+)\./.exec(name) ?? [];
      const when = seconds === undefined ? null : Number(seconds);
      letters.push({ path: `${place}/${name}`, text: byteString(file.bytes), when, state });
    }
  }
  letters.sort((one, other) => (one.when ?? 0) - (other.when ?? 0));
  return { path, kind: "maildir", letters };
}

/** What has been done to the messages of a mailbox, by their place in it. */
export interface Changes {
  readonly read: ReadonlySet<number>;
  readonly deleted: ReadonlySet<number>;
}

/** Leaves a mailbox as it is to be: without what was deleted, and with a mark for what was read. Null when it worked. */
export function closeMailbox(system: WorldSystem, mailbox: Mailbox, changes: Changes): FileError | null {
  if (mailbox.kind === "mbox") return writeMbox(system, mailbox, changes);
  let trouble: FileError | null = null;
  for (const [at, { path, state }] of mailbox.letters.entries()) {
    if (path === null) continue;
    if (changes.deleted.has(at)) {
      trouble ??= system.forbids(path, "change entry") ?? removeFile(system.files, system.absolute(path));
    } else if (state !== "read" && (changes.read.has(at) || state === "new")) {
      const [name = ""] = baseName(path).split(":2,");
      const flags = changes.read.has(at) ? ":2,S" : ":2,";
      trouble ??= system.rename(path, `${mailbox.path}/cur/${name}${flags}`);
    }
  }
  return trouble;
}

function writeMbox(system: WorldSystem, { path, letters }: Mailbox, changes: Changes): FileError | null {
  const texts = letters.flatMap(({ text, state }, at) => {
    if (changes.deleted.has(at)) return [];
    const status = state === "read" || changes.read.has(at) ? "Status: RO\n" : "Status: O\n";
    const header = text.slice(0, (text.indexOf("\n\n") + 1 || text.length + 1) - 1);
    const marked = `${header.replace(/\nStatus:[^\n]*/gi, "")}\n${status}`;
    return [marked + text.slice(header.length + 1)];
  });
  return system.writeFile(path, bytesOf(texts.join("")));
}

/** What a field of a message says; null if it isn't there. */
export function fieldOf(text: ByteString, name: string): ByteString | null {
  const start = `${name}:`;
  const field = headerbody(text).fields.find((one) => lowerAscii(one).startsWith(start));
  return field === undefined
    ? null
    : field
        .slice(start.length)
        .replace(/\s*\n\s*/g, " ")
        .trim();
}
