import { writeAll } from "../write.ts";

/** A line on standard error that tells how far something is. */
export interface ProgressBar {
  /** Tells of a large file. Without one nothing is shown. */
  noteSize(bytes: number): void;
  /** `share` is from 0 to 1. */
  show(what: string, share: number): void;
  /** Takes the line away. */
  end(): void;
}

/** Smaller files are done before anybody could read a bar. */
const BYTES_MIN = 4 * 2 ** 20;
const WIDTH = 24;

/** A bar at a terminal; elsewhere it stays silent. */
export function progressBar({ isTerminal }: { readonly isTerminal: boolean }): ProgressBar {
  let isLarge = false;
  let shown = "";
  const draw = (line: string): void => {
    if (!isTerminal || line === shown) return;
    writeAll(2, `\r${line.padEnd(shown.length)}`);
    shown = line;
  };
  return {
    noteSize: (bytes) => {
      if (bytes >= BYTES_MIN) isLarge = true;
    },
    show: (what, share) => {
      if (!isLarge) return;
      const full = Math.floor(Math.min(1, share) * WIDTH);
      draw(
        `[${"#".repeat(full)}${" ".repeat(WIDTH - full)}] ${String(Math.floor(share * 100)).padStart(3)} % ${what}`,
      );
    },
    end: () => {
      if (shown === "") return;
      draw("");
      writeAll(2, "\r");
    },
  };
}
