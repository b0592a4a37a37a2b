import type { ByteString } from "../bytes/index.ts";
import { calendarOf, date822fmt } from "../datetime/index.ts";

/** A Date field. `when` in seconds since 1970. */
// qmail-1.03 newfield.c newfield_datemake
export function newfield_date(when: number): ByteString {
  return `Date: ${date822fmt(when)}\n`;
}

/** A Message-ID field: the second in UTC, the process, the host. */
// qmail-1.03 newfield.c newfield_msgidmake
export function newfield_msgid(
  idhost: ByteString,
  { when, processId }: { readonly when: number; readonly processId: number },
): ByteString {
  const { year, month, day, hour, minute, second } = calendarOf(when);
  const digits = [month + 1, day, hour, minute, second].map((part) => String(part).padStart(2, "0")).join("");
  return `Message-ID: <${year}${digits}.${processId}.qmail@${idhost}>\n`;
}
