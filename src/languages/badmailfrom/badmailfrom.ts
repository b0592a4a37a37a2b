import { controlList, domainParts } from "../control-list/index.ts";
import type { Language, TokenKind } from "../language.ts";

/** control/badmailfrom: senders that qmail-smtpd takes nothing from. */
// qmail-1.03 qmail-smtpd.c bmfcheck
export const badmailfrom: Language = controlList({
  id: "badmailfrom",
  reader: "qmail-smtpd",
  entryParts,
  meaning: (entry) =>
    `Recipients of mail from ${entry.startsWith("@") ? `any sender at ${entry.slice(1)}` : `the sender ${entry}`} are refused with 553, those of clients that may relay too. Senders are easily forged, so this keeps nobody out who wants in.`,
});

function entryParts(entry: string): (readonly [kind: TokenKind, text: string])[] {
  const at = entry.lastIndexOf("@");
  return [
    ["variable", entry.slice(0, Math.max(at, 0))],
    ["punctuation", at === -1 ? "" : "@"],
    ...domainParts(entry.slice(at + 1)),
  ];
}
