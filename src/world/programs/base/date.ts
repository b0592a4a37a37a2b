import { calendarOf, monthNames, weekdayNames } from "../../../engine/datetime/index.ts";
import type { WorldRunning, WorldSystem } from "../../process.ts";
import { exit, printLine } from "../print.ts";

/** date(1): the world's clock, in UTC. */
export function* date(system: WorldSystem): WorldRunning {
  const { year, month, day, weekday, hour, minute, second } = calendarOf(system.now());
  const two = (value: number) => String(value).padStart(2, "0");
  const clock = `${two(hour)}:${two(minute)}:${two(second)}`;
  const dayText = String(day).padStart(2, " ");
  printLine(
    system,
    `${weekdayNames[weekday] ?? ""} ${monthNames[month] ?? ""} ${dayText} ${clock} UTC ${year}`,
  );
  return exit(0);
}
