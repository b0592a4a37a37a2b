import type { ReplyId } from "../../world/index.ts";

/** A reply's name, for widgets that want a string. */
export function replyKey({ connectionId, index }: ReplyId): string {
  return `${String(connectionId)}.${String(index)}`;
}

/** The reply of a name that {@link replyKey} gave. */
export function replyOf(key: string): ReplyId {
  const [connectionId = 0, index = 0] = key.split(".").map(Number);
  return { connectionId, index };
}
