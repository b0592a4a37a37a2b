import type { ByteString } from "../../engine/bytes/index.ts";
import type { Note } from "../../engine/trace/index.ts";
import { type SocketAddresses } from "../network/index.ts";

/** All that was decided on one connection, in order. */
export interface ConnectionTrace extends SocketAddresses {
  readonly id: number;
  /** The hosts at its ends; null for a client that is only an address. */
  readonly clientHost: string | null;
  readonly serverHost: string;
  readonly openedAt: number;
  /** What was decided before the first reply belongs to it; the rest each to the reply that followed. */
  readonly replies: TracedReply[];
  /** Notes that no reply has followed yet. At the end of a connection they say why it ended. */
  pending: Note[];
  isClosed: boolean;
}

/** One reply of a server, with the decisions that led to it. */
export interface TracedReply {
  /** Its bytes as text, CR LF included; several lines for a reply of many lines. */
  readonly text: string;
  readonly notes: readonly Note[];
  /** Where it ends in all that the server has sent on this connection, in bytes. */
  readonly endByte: number;
}

/** Adds a note to a connection's trace: a reply takes all the notes before it. */
export function addNote(trace: ConnectionTrace, note: Note): void {
  if (note.kind !== "replied") {
    trace.pending.push(note);
    return;
  }
  const startByte = trace.replies.at(-1)?.endByte ?? 0;
  trace.replies.push({ text: note.text, notes: trace.pending, endByte: startByte + note.text.length });
  trace.pending = [];
}

/** The files that decisions were made by as they were then, each once. */
export function filesOf(notes: readonly Note[]): readonly ByteString[] {
  const files = notes.flatMap((note) => {
    if (note.kind === "access-tried") return [note.source.file];
    return note.kind === "rules-file" || note.kind === "control-read" ? [note.file] : [];
  });
  return [...new Set(files)];
}

/** Which reply the byte before `endByte` of the server's stream belongs to; null if it's no reply's. */
export function replyAt(trace: ConnectionTrace, endByte: number): number | null {
  let low = 0;
  let high = trace.replies.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((trace.replies[middle]?.endByte ?? 0) < endByte) low = middle + 1;
    else high = middle;
  }
  return low < trace.replies.length ? low : null;
}
