import type { ByteString } from "../bytes/index.ts";
import { calendarOf, monthNames, weekdayNames, type Calendar } from "./calendar.ts";

/** The date of a mail header, always in UTC: "26 Sep 1995 04:46:54 -0000". */
// qmail-1.03 date822fmt.c date822fmt, datetime.c datetime_tai
export function date822fmt(seconds: number): ByteString {
  const calendar = calendarOf(seconds);
  return `${calendar.day} ${monthNames[calendar.month] ?? ""} ${calendar.year} ${clock(calendar)} -0000`;
}

/** The date of the line between the messages of an mbox, with its newline: "Tue Sep 26 04:46:54 1995". */
// qmail-1.03 myctime.c myctime
export function myctime(seconds: number): ByteString {
  const calendar = calendarOf(seconds);
  const names = `${weekdayNames[calendar.weekday] ?? ""} ${monthNames[calendar.month] ?? ""}`;
  return `${names} ${two(calendar.day)} ${clock(calendar)} ${calendar.year}\n`;
}

function clock({ hour, minute, second }: Calendar): string {
  return [hour, minute, second].map(two).join(":");
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}
