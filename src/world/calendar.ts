export { calendarOf, monthNames, weekdayNames } from "../engine/datetime/index.ts";
