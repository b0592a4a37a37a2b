import { byteString, decodeByteString, type ByteString } from "../../engine/bytes/index.ts";
import type { FileSystem } from "../../world/index.ts";

/** A line that a program has left in a log. */
export interface LogLine {
  readonly path: ByteString;
  /** Without its time. */
  readonly text: string;
}

/**
 * The first complaint that multilog has written into a log of a disk from `since` on, in seconds since 1970: of a program that
 * can't be run, most often, which is why a server hangs up without a word. Null if there's none.
 */
export function complaintInLogs({ nodes }: Pick<FileSystem, "nodes">, since: number): LogLine | null {
  for (const [path, node] of nodes) {
    // daemontools-0.76 multilog.c: the file that is being written is always called so.
    if (node.kind !== "file" || !path.endsWith("/current")) continue;
    for (const line of byteString(node.bytes).split("\n")) {
      const [, label = "", text = ""] = /^@([0-9a-f]{16})[0-9a-f]{8} (.*)$/.exec(line) ?? [];
      if (COMPLAINT.test(text) && secondsOf(label) >= since) return { path, text: decodeByteString(text) };
    }
  }
  return null;
}

const COMPLAINT = /unable to|fatal|not found/;

// https://cr.yp.to/libtai/tai64.html: 1970 began with 2^62, and daemontools is 10 seconds ahead of the clock.
function secondsOf(label: string): number {
  return Number(BigInt(`0x${label}`) - (1n << 62n)) - 10;
}
