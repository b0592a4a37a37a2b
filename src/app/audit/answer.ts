import type { Explanation } from "../../audit/index.ts";
import type { Note } from "../../engine/trace/index.ts";
import type { TracedReply } from "../../world/index.ts";
import type { Answer } from "./examination.ts";

/** An explanation with its decisions sorted by the reply that they led to. */
export function answerOf({ admission, delivery, notes }: Explanation): Answer {
  const replies: TracedReply[] = [];
  let pending: Note[] = [];
  let endByte = 0;
  for (const note of notes) {
    if (note.kind !== "replied") {
      pending.push(note);
      continue;
    }
    endByte += note.text.length;
    replies.push({ text: note.text, notes: pending, endByte });
    pending = [];
  }
  return { admission, delivery, replies, pending };
}
