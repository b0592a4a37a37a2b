import { calendarOf, monthNames } from "../../../engine/datetime/index.ts";

const secondsPerDay = 86_400;

const unitSeconds: Readonly<Record<string, number>> = {
  sec: 1,
  second: 1,
  min: 60,
  minute: 60,
  hour: 3600,
  day: secondsPerDay,
  week: 7 * secondsPerDay,
};

interface Moment {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  readonly day: number;
  readonly hour?: number;
  readonly minute?: number;
  readonly second?: number;
}

/** The seconds since 1970 of a moment in UTC; null if there's no such day or time. */
export function secondsOf({ year, month, day, hour = 0, minute = 0, second = 0 }: Moment): number | null {
  // Days are counted from 1 March 0000, so that a leap day is the last of its year.
  const marchYear = year - (month < 3 ? 1 : 0);
  const marchMonth = (month + 9) % 12;
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  const days = 365 * marchYear + leapDays + Math.floor((153 * marchMonth + 2) / 5) + day - 1 - 719_468;
  const seconds = days * secondsPerDay + hour * 3600 + minute * 60 + second;
  const back = calendarOf(seconds);
  const isSame =
    back.year === year &&
    back.month + 1 === month &&
    back.day === day &&
    back.hour === hour &&
    back.minute === minute &&
    back.second === second;
  return isSame ? seconds : null;
}

/**
 * The time that words such as `2026-11-24 09:00`, `@0`, `yesterday` or `2 days ago` mean, in UTC; null if they aren't
 * understood.
 */
// The forms of GNU date that people write: coreutils-9.1, "Date input formats".
export function parseDate(text: string, now: number): number | null {
  const epoch = /^\s*@(-?\d{1,12})(?:\.\d+)?\s*$/.exec(text)?.[1];
  if (epoch !== undefined) return Number(epoch);
  let rest = ` ${text.trim().toLowerCase()} `;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    const found = pattern.exec(rest);
    if (found !== null) rest = `${rest.slice(0, found.index)} ${rest.slice(found.index + found[0].length)}`;
    return found;
  };
  const today = calendarOf(now);
  const iso = take(/\s(\d{4})-(\d{1,2})-(\d{1,2})(?:t(?=\d)|\s)/);
  const named =
    take(
      /\s(?<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+(?<day>\d{1,2})(?:\s*,?\s+(?<year>\d{4}))?\s/,
    ) ??
    take(
      /\s(?<day>\d{1,2})\s+(?<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?(?:\s+(?<year>\d{4}))?\s/,
    );
  const clock = take(/\s(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(?:z|utc|gmt|\+0000)?\s/);
  const relative = take(/\s(today|now|yesterday|tomorrow|midnight)\s/)?.[1];
  let shift = relative === "yesterday" ? -secondsPerDay : relative === "tomorrow" ? secondsPerDay : 0;
  for (;;) {
    const found = take(/\s([+-]?\s*\d{1,9})\s*(sec|second|min|minute|hour|day|week)s?(\s+ago)?\s/);
    if (found === null) break;
    const [, count = "0", unit = "", ago] = found;
    shift += Number(count.replace(/\s/g, "")) * (unitSeconds[unit] ?? 0) * (ago === undefined ? 1 : -1);
  }
  take(/\s(?:utc|gmt)\s/);
  if (rest.trim() !== "") return null;
  const month = monthNames.findIndex((name) => name.toLowerCase() === named?.groups?.["month"]) + 1;
  const isDay = iso !== null || named !== null;
  const date = {
    year: Number(iso?.[1] ?? named?.groups?.["year"] ?? today.year),
    month: iso === null ? (named === null ? today.month + 1 : month) : Number(iso[2]),
    day: Number(iso?.[3] ?? named?.groups?.["day"] ?? today.day),
  };
  const isMidnight = text.trim() === "" || isDay || relative === "midnight";
  const time =
    clock !== null
      ? { hour: Number(clock[1]), minute: Number(clock[2]), second: Number(clock[3] ?? 0) }
      : isMidnight
        ? {}
        : { hour: today.hour, minute: today.minute, second: today.second };
  const seconds = secondsOf({ ...date, ...time });
  return seconds === null ? null : seconds + shift;
}

/** The time that touch's -t means, `[[CC]YY]MMDDhhmm[.ss]`; null if it isn't one. */
// POSIX.1-2017 XCU touch
export function parseStamp(text: string, now: number): number | null {
  const [, years = "", month, day, hour, minute, second = "0"] =
    /^(\d{4}|\d{2}|)(\d{2})(\d{2})(\d{2})(\d{2})(?:\.(\d{2}))?$/.exec(text) ?? [];
  if (month === undefined) return null;
  const short = Number(years);
  const year =
    years === "" ? calendarOf(now).year : years.length === 4 ? short : short + (short < 69 ? 2000 : 1900);
  return secondsOf({
    year,
    month: Number(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
  });
}
