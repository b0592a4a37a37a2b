import { lowerAscii, type ByteString } from "../engine/bytes/index.ts";
import { cdbRecords, openCdb } from "../engine/cdb/index.ts";
import { control_readfile } from "../engine/control/index.ts";
import type { FileRead } from "../engine/program/index.ts";

/** The files that say which domains anybody may write to, as they are read. */
export interface RecipientFiles {
  readonly rcpthosts: FileRead;
  readonly morercpthostsCdb: FileRead;
}

/**
 * The domains that anybody may write to, lowered, a leading dot standing for all below; "everything" without rcpthosts,
 * when morercpthosts.cdb doesn't count either. Entries that no domain can be, such as one with a blank in it, are left
 * out, and so is a morercpthosts.cdb that is broken, since nobody gets past that. Null if rcpthosts can't be read.
 */
// qmail-1.03 rcpthosts.c rcpthosts_init, rcpthosts
export function reachedDomains({
  rcpthosts,
  morercpthostsCdb,
}: RecipientFiles): readonly ByteString[] | "everything" | null {
  const entries = control_readfile({ readFile: () => rcpthosts, note: null }, "control/rcpthosts");
  if (entries.kind === "absent") return "everything";
  if (entries.kind === "unreadable") return null;
  const more = morercpthostsCdb.kind === "read" ? cdbRecords(openCdb(morercpthostsCdb.bytes)) : null;
  const domains = [...entries.value.map(({ text }) => lowerAscii(text)), ...(more ?? []).map(([key]) => key)];
  return domains.filter((text) => /^\.?[a-z0-9_-]+(\.[a-z0-9_-]+)*\.?$/.test(text));
}
