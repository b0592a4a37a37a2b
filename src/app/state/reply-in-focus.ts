import type { ReplyId, TracedReply, World } from "../../world/index.ts";

/**
 * The reply to tell about as long as nobody has chosen one: the last on a host's console, or, where nothing was ever said,
 * the latest on the others; whoever turns to the server's console to mend things wants to know what's to be mended.
 * Index -1 stands for a server that hung up before any reply. Null if nothing was said anywhere.
 */
export function replyInFocus(
  world: Pick<World, "consoles" | "traces">,
  host: string,
  others: Iterable<string>,
): ReplyId | null {
  return (
    lastHeard(world, host) ??
    [...others]
      .flatMap((other) => lastHeard(world, other) ?? [])
      .reduce<ReplyId | null>(
        (latest, reply) => (latest === null || reply.connectionId > latest.connectionId ? reply : latest),
        null,
      )
  );
}

function lastHeard({ consoles, traces }: Pick<World, "consoles" | "traces">, host: string): ReplyId | null {
  const latest = [...traces.values()].findLast(({ clientHost }) => clientHost === host);
  if (latest?.isClosed === true && latest.replies.length === 0) return { connectionId: latest.id, index: -1 };
  const entry = consoles.get(host)?.entries.findLast((one) => one.kind === "output" && one.reply !== null);
  if (entry?.kind !== "output" || entry.reply === null) return null;
  return beforeGoodbye(entry.reply, traces.get(entry.reply.connectionId)?.replies ?? []);
}

/**
 * The rule for a dialogue that ended with QUIT: its last refusal, unless the server has asked for a message since then;
 * that is, unless the refusal was got over. In any other case the last reply, whatever it is.
 */
function beforeGoodbye(last: ReplyId, replies: readonly TracedReply[]): ReplyId {
  const texts = replies.slice(0, last.index + 1).map(({ text }) => text);
  if (texts.at(-1)?.startsWith("221") !== true) return last;
  const refused = texts.findLastIndex((text) => /^[45]/.test(text));
  return refused > texts.findLastIndex((text) => text.startsWith("354")) ? { ...last, index: refused } : last;
}
