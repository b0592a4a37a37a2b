import { lowerAscii, type ByteString } from "../engine/bytes/index.ts";
import { control_readfile } from "../engine/control/index.ts";
import type { FileRead } from "../engine/program/index.ts";

/**
 * The domains that anybody may write to by rcpthosts, lowered, a leading dot standing for all below; "everything" without
 * the file. Entries that no domain can be, such as one with a blank in it, are left out. Null if it can't be read.
 */
export function reachedDomains(read: FileRead): readonly ByteString[] | "everything" | null {
  const entries = control_readfile({ readFile: () => read, note: null }, "control/rcpthosts");
  if (entries.kind === "absent") return "everything";
  if (entries.kind === "unreadable") return null;
  return entries.value
    .map(({ text }) => lowerAscii(text))
    .filter((text) => /^\.?[a-z0-9_-]+(\.[a-z0-9_-]+)*\.?$/.test(text));
}
