import type { ByteString } from "../../engine/bytes/index.ts";
import type { FindingId } from "./ids.ts";

/** `error`: harm is done; `warning`: it doesn't do what it seems to; `info`: good to know. */
export type FindingSeverity = "error" | "warning" | "info";

/** Something about a configuration that its owner should know. */
export interface Finding {
  /** Stable: reports and what reads them refer to it. */
  readonly id: FindingId;
  readonly severity: FindingSeverity;
  /** The path of the file; of one that is missing, where it would be. */
  readonly file: ByteString;
  /** From 1; null if it's about the file as a whole, or the file is missing. */
  readonly line: number | null;
  /** From 1, in UTF-16 units as editors count them; null where the line is null. */
  readonly column: number | null;
  /** What it means for mail: one sentence. */
  readonly message: string;
  /** A safe change that takes it away; null if only the owner knows what was meant, or if it isn't a file that must change. */
  readonly fix: FindingFix | null;
}

export interface FindingFix {
  /** What it does, as a command: `Add the dot: 10.` */
  readonly title: string;
  /** The path of the file that is edited; it's made if it isn't there. */
  readonly file: ByteString;
  /** They don't overlap, and count lines as they are before all of them. */
  readonly edits: readonly LineEdit[];
}

/** Puts whole lines in the place of `removes` lines from `line` on; of 0 lines: in front of it. */
export interface LineEdit {
  /** From 1. One more than there are lines is the file's end. */
  readonly line: number;
  readonly removes: number;
  /** Without their LF. */
  readonly inserts: readonly ByteString[];
}
