export const monthNames = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
export const weekdayNames = "Sun Mon Tue Wed Thu Fri Sat".split(" ");

/** A moment as people count it, in UTC. `month` and `weekday` count from 0, Sunday being 0; `day` counts from 1. */
export interface Calendar {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly weekday: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

const secondsPerDay = 86400;
const daysPer400Years = 146097;

/** The calendar's view of a time in seconds since 1970-01-01 00:00:00 UTC, by the Gregorian rules. */
export function calendarOf(time: number): Calendar {
  const days = Math.floor(time / secondsPerDay);
  const seconds = Math.floor(time) - days * secondsPerDay;
  // Years are counted from 1 March 0000 here, so that a leap day is the last day of its year.
  const sinceMarch0000 = days + 719468;
  const era = Math.floor(sinceMarch0000 / daysPer400Years);
  const dayOfEra = sinceMarch0000 - era * daysPer400Years;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = (monthFromMarch + 2) % 12;
  return {
    year: era * 400 + yearOfEra + (month < 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1,
    weekday: (((days + 4) % 7) + 7) % 7,
    hour: Math.floor(seconds / 3600),
    minute: Math.floor((seconds % 3600) / 60),
    second: seconds % 60,
  };
}
