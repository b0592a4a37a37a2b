import { byteString, decodeByteString } from "../../engine/bytes/index.ts";
import { BOUNCE_OPENING } from "../../engine/send/index.ts";
import { watchDepartures, type Departure } from "./departures.ts";
import { playSmtp, type SmtpTranscript } from "./smtp-client.ts";
import type { Probe } from "./probe.ts";
import type { World } from "../world.ts";

/** Where a copy of a probe's message is: in a mailbox or still in a queue, as itself or inside a failure notice. */
export interface Place {
  readonly host: string;
  readonly path: string;
  readonly where: "mailbox" | "queue";
  readonly as: "message" | "bounce";
}

/** What became of a whole message, by the time that the world has come to rest. */
export interface Fate {
  /** What it was refused with, or how the connection went instead; null if it was taken. */
  readonly refusal: string | null;
  /** All copies that are still there. Taken and none: it was discarded. */
  readonly places: readonly Place[];
  /** The connections that have carried it, or a notice with it inside, off the host that it was sent to. */
  readonly departures: readonly Departure[];
}

/** Sends a whole message, and finds what has become of it. This changes the world, as `probe` does. */
export function sendProbe(world: World, { from, sender, recipient, to, port }: Probe): Fate {
  const mark = `probe-${world.nextConnectionId}@probe.example`;
  const envelope = ["HELO probe.example", `MAIL FROM:<${sender}>`, `RCPT TO:<${recipient}>`];
  const lines = [...envelope, "DATA", `Message-ID: <${mark}>`, "", ".", "QUIT"];
  const { result: transcript, departures } = watchDepartures(world, mark, () =>
    playSmtp(world, { from: { address: from }, to, port, lines }),
  );
  const trace = world.traces.get(transcript.connectionId ?? 0);
  return {
    refusal: refusalIn(transcript, lines.indexOf(".")),
    places: placesOf(world, mark),
    departures: departures.filter(({ host }) => host === trace?.serverHost),
  };
}

/** Why a message wasn't taken; null if the server said yes to the dot that ends it. */
function refusalIn({ outcome, greeting, turns }: SmtpTranscript, dot: number): string | null {
  if (outcome === "refused") return "connection refused";
  if (outcome !== "connected") return "no answer at all";
  if (turns[dot]?.received.startsWith("2") === true) return null;
  const replies = [greeting, ...turns.map(({ received }) => received)].map(
    (text) => text.split("\r\n")[0] ?? "",
  );
  return replies.find((reply) => /^[45]/.test(reply)) ?? "no reply";
}

/** Where mail is kept that hasn't arrived: qmail's queue, and the spool of others' mail servers. */
const queues = ["/var/qmail/queue/", "/var/spool/"];

function placesOf(world: World, mark: string): readonly Place[] {
  return [...world.hosts.values()].flatMap((host) =>
    [...host.files.nodes].flatMap(([path, node]) =>
      node.kind === "folder"
        ? []
        : copiesIn(byteString(node.bytes), mark).map((as) => ({
            host: host.id,
            path: decodeByteString(path),
            where: queues.some((queue) => path.startsWith(queue)) ? ("queue" as const) : ("mailbox" as const),
            as,
          })),
    ),
  );
}

/** What each copy in a file is. A log that shows a message has something else before its lines, and so isn't one. */
function copiesIn(text: string, mark: string): readonly Place["as"][] {
  const copies: Place["as"][] = [];
  const line = `\nMessage-ID: <${mark}>`;
  for (let at = text.indexOf(line); at !== -1; at = text.indexOf(line, at + line.length)) {
    // An mbox holds many messages: only what stands between the last From line and the mark tells.
    const before = text.slice(Math.max(0, text.lastIndexOf("\n\nFrom ", at)), at);
    copies.push(before.includes(`\n\n${BOUNCE_OPENING}`) ? "bounce" : "message");
  }
  return copies;
}
