import fc from "fast-check";
import { expect, it } from "vitest";
import { calendarOf, monthNames, weekdayNames } from "./calendar.ts";

// From GNU date 9: date -u -d @N '+%a %e %b %Y %T'.
it.each([
  [0, "Thu 1 Jan 1970 00:00:00"],
  [-1, "Wed 31 Dec 1969 23:59:59"],
  [68_169_600, "Tue 29 Feb 1972 00:00:00"],
  [951_782_400, "Tue 29 Feb 2000 00:00:00"],
  [951_868_800, "Wed 1 Mar 2000 00:00:00"],
  [978_307_199, "Sun 31 Dec 2000 23:59:59"],
  [1_709_251_199, "Thu 29 Feb 2024 23:59:59"],
  [1_795_510_800, "Tue 24 Nov 2026 09:00:00"],
  [2_147_483_648, "Tue 19 Jan 2038 03:14:08"],
  [4_107_542_399, "Sun 28 Feb 2100 23:59:59"],
  [4_107_542_400, "Mon 1 Mar 2100 00:00:00"],
  [4_133_980_799.9, "Fri 31 Dec 2100 23:59:59"],
])("second %d is %s", (time, text) => {
  const { year, month, day, weekday, hour, minute, second } = calendarOf(time);
  const two = (value: number) => String(value).padStart(2, "0");
  expect(
    `${weekdayNames[weekday]} ${day} ${monthNames[month]} ${year} ${two(hour)}:${two(minute)}:${two(second)}`,
  ).toBe(text);
});

it("says what JavaScript's own calendar says, from the year 1 to 9999", () => {
  fc.assert(
    fc.property(fc.integer({ min: -62_135_596_800, max: 253_402_300_799 }), (time) => {
      const date = new Date(time * 1000);
      expect(calendarOf(time)).toEqual({
        year: date.getUTCFullYear(),
        month: date.getUTCMonth(),
        day: date.getUTCDate(),
        weekday: date.getUTCDay(),
        hour: date.getUTCHours(),
        minute: date.getUTCMinutes(),
        second: date.getUTCSeconds(),
      });
    }),
  );
});
