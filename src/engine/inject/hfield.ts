import { lowerAscii, type ByteString } from "../bytes/index.ts";

/** The fields that qmail knows. */
// qmail-1.03 hfield.c hname
const names = [
  "sender",
  "from",
  "reply-to",
  "to",
  "cc",
  "bcc",
  "date",
  "message-id",
  "subject",
  "resent-sender",
  "resent-from",
  "resent-reply-to",
  "resent-to",
  "resent-cc",
  "resent-bcc",
  "resent-date",
  "resent-message-id",
  "return-receipt-to",
  "errors-to",
  "apparently-to",
  "received",
  "return-path",
  "delivered-to",
  "content-length",
  "content-type",
  "content-transfer-encoding",
  "notice-requested-upon-delivery-to",
  "mail-followup-to",
] as const;

export type FieldName = (typeof names)[number];

/** Which of the known fields this is; null for any other, and for what is no field. */
// qmail-1.03 hfield.c hfield_known
export function hfield_known(field: ByteString): FieldName | null {
  const [, name = ""] = /^([^: \t]*)[ \t]*:/.exec(field) ?? [];
  return names.find((one) => one === lowerAscii(name)) ?? null;
}

/** Whether this can be a field: a name of visible characters, blanks at most behind it, and a colon. */
// qmail-1.03 hfield.c hfield_valid
export function hfield_valid(field: ByteString): boolean {
  return /^[!-9;-~]+[ \t]*:/.test(field);
}
