import { byte_rchr, type ByteString } from "../bytes/index.ts";
import { constmap, type ConstMap } from "../control/index.ts";
import type { Note } from "../trace/index.ts";

/** What badmailfrom says of a sender. */
export type SenderVerdict = "fine" | "bad";

/** Looks for the sender in badmailfrom: the whole address, then its last "@" and what follows. */
// qmail-1.03 qmail-smtpd.c bmfcheck
export function bmfcheck(
  badmailfrom: ConstMap | null,
  sender: ByteString,
  note: ((note: Note) => void) | null,
): SenderVerdict {
  if (badmailfrom === null) return "fine";
  const at = byte_rchr(sender, AT_SIGN);
  const keys = at === -1 ? [sender] : [sender, sender.slice(at)];
  const matched = keys.find((key) => constmap(badmailfrom, key) !== null) ?? null;
  const line = matched === null ? null : constmap(badmailfrom, matched);
  note?.({
    kind: "badmailfrom-checked",
    upstream: "qmail-smtpd.c bmfcheck",
    sender,
    keys: matched === sender ? [sender] : keys,
    matched,
    source: line === null ? null : { file: "control/badmailfrom", line },
  });
  return matched === null ? "fine" : "bad";
}

const AT_SIGN = 0x40;
