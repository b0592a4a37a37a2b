import { bytesOf, type ByteString } from "../../../engine/bytes/index.ts";
import type { WorldSystem } from "../../process.ts";

/** What a line of the transcript is: of swaks itself, sent or received; as it should be, a failure, or as raw bytes. */
export type LineKind =
  "info" | "error" | "sent" | "sent raw" | "received" | "received error" | "received raw";

/** Source: swaks 20240103.0 ptrans. */
const hints: Readonly<Record<LineKind, ByteString>> = {
  info: "=== ",
  error: "*** ",
  sent: " -> ",
  "sent raw": "  > ",
  received: "<-  ",
  "received error": "<** ",
  "received raw": "<   ",
};

/** What is shown, and how. */
export interface Shown {
  /** 1: nothing before the first failure; 2: failures only; 3: nothing. */
  readonly silence: 0 | 1 | 2 | 3;
  readonly hides: ReadonlySet<"info" | "sent" | "received" | "all">;
  readonly hasNoHints: ReadonlySet<"info" | "sent" | "received">;
}

/** The place in what has come on a connection where the reply ends that a line shows. */
export interface ReplyEnd {
  readonly socket: number;
  readonly endByte: number;
}

export interface Printer {
  print(kind: LineKind, text: ByteString, reply?: ReplyEnd): void;
}

// swaks 20240103.0 ptrans
export function createPrinter(system: WorldSystem, { silence, hides, hasNoHints }: Shown): Printer {
  let hasFailed = false;
  return {
    print(kind, text, reply) {
      const group = groupOf(kind);
      // --hide-informational hides no errors.
      if (hides.has("all") || (hides.has(group) && kind !== "error")) return;
      const isFailure = kind === "error" || kind === "received error";
      if (silence === 3 || (silence === 2 && !isFailure)) return;
      if (silence === 1 && !hasFailed && !isFailure) return;
      hasFailed ||= isFailure;
      const hint = hasNoHints.has(group) ? "" : hints[kind];
      const bytes = bytesOf(`${hint}${text.replace(/\n/g, `\n${hint}`)}\n`);
      if (reply === undefined) system.writeTo(kind === "error" ? 2 : 1, bytes);
      else system.showFrom(reply.socket, bytes, reply.endByte);
    },
  };
}

function groupOf(kind: LineKind): "info" | "sent" | "received" {
  if (kind === "info" || kind === "error") return "info";
  return kind === "sent" || kind === "sent raw" ? "sent" : "received";
}

/** Bytes in hexadecimal and as what can be printed of them, 16 a line. */
// swaks 20240103.0 hdump
export function dumpOf(bytes: ByteString): ByteString {
  const lines: ByteString[] = [];
  for (let start = 0; start < bytes.length; start += 16) {
    const piece = bytes.slice(start, start + 16);
    let line = `${String(start).padStart(4, "0")}:`;
    for (let at = 0; at < 16; at++) {
      if (at % 4 === 0) line += " ";
      const code =
        at < piece.length ? piece.charCodeAt(at).toString(16).toUpperCase().padStart(2, "0") : "  ";
      line += `${code} `;
    }
    lines.push(`${line}   ${piece.replace(/[^!-~]/gs, ".").padEnd(16)}`);
  }
  return lines.join("\n");
}
