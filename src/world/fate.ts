import { byteString, bytesOf, decodeText } from "../engine/bytes/index.ts";
import { BOUNCE_OPENING } from "../engine/send/index.ts";
import { playSmtp } from "./smtp-client.ts";
import type { Probe } from "./probe.ts";
import type { World } from "./world.ts";

/** Where a copy of a probe's message is: in a mailbox or still in a queue, as itself or inside a failure notice. */
export interface Place {
  readonly host: string;
  readonly path: string;
  readonly where: "mailbox" | "queue";
  readonly as: "message" | "bounce";
}

/** What became of a whole message. */
export type Fate =
  | { readonly kind: "refused"; readonly reply: string }
  | { readonly kind: "taken"; readonly places: readonly Place[] };

/** Sends a whole message, and finds where it has ended up by then. This changes the world, as `probe` does. */
export function sendProbe(world: World, { from, sender, recipient, to, port }: Probe): Fate {
  const mark = `probe-${world.nextConnectionId}@probe.example`;
  const envelope = ["HELO probe.example", `MAIL FROM:<${sender}>`, `RCPT TO:<${recipient}>`];
  const lines = [...envelope, "DATA", `Message-ID: <${mark}>`, "", ".", "QUIT"];
  const { turns, greeting } = playSmtp(world, { from: { address: from }, to, port, lines });
  const replies = [greeting, ...turns.map(({ received }) => received)].map(
    (text) => text.split("\r\n")[0] ?? "",
  );
  const refusal = replies.find((reply) => /^[45]/.test(reply));
  if (refusal !== undefined || turns.length < lines.length) {
    return { kind: "refused", reply: refusal ?? "no reply" };
  }
  return { kind: "taken", places: placesOf(world, mark) };
}

/** Where mail is kept that hasn't arrived: qmail's queue, and the spool of others' mail servers. */
const queues = ["/var/qmail/queue/", "/var/spool/"];

function placesOf(world: World, mark: string): readonly Place[] {
  const places: Place[] = [];
  for (const host of world.hosts.values()) {
    for (const [path, node] of host.files.nodes) {
      if (node.kind === "folder" || node.bytes.length === 0) continue;
      const text = byteString(node.bytes);
      const at = text.indexOf(`Message-ID: <${mark}>`);
      if (at === -1) continue;
      const isInQueue = queues.some((queue) => path.startsWith(queue));
      // An mbox holds many messages: only what stands between the last From line and the mark tells.
      const before = text.slice(Math.max(0, text.lastIndexOf("\n\nFrom ", at)), at);
      places.push({
        host: host.id,
        path: decodeText(bytesOf(path)),
        where: isInQueue ? "queue" : "mailbox",
        as: before.includes(`\n\n${BOUNCE_OPENING}`) ? "bounce" : "message",
      });
    }
  }
  return places;
}
