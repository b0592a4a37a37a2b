export { calendarOf, monthNames, weekdayNames } from "./calendar.ts";
export { date822fmt, myctime } from "./date822fmt.ts";
