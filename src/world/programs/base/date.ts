import { calendarOf, monthNames, weekdayNames } from "../../../engine/datetime/index.ts";
import type { WorldRunning, WorldSystem } from "../../process.ts";
import { readOptions } from "../options.ts";
import { complain, complainOf, exit, printLine } from "../print.ts";
import { parseDate, secondsOf } from "./dates.ts";

const usual = "%a %b %e %H:%M:%S %Z %Y";

/** What -I makes of the words behind it. */
const isoFormats: Readonly<Record<string, string>> = {
  "": "%F",
  date: "%F",
  hours: "%FT%H+00:00",
  minutes: "%FT%H:%M+00:00",
  seconds: "%FT%T+00:00",
};

/** date(1): the world's clock, or another time (-d), in UTC, as +FORMAT wants it. */
// coreutils-9.1 src/date.c
export function* date(system: WorldSystem): WorldRunning {
  const { flags, values, operands, trouble } = readOptions(system.argv, {
    flags: "uR",
    withValue: "drs",
    withSuffix: "I",
    long: {
      utc: "u",
      universal: "u",
      date: "d",
      reference: "r",
      set: "s",
      "rfc-email": "R",
      "iso-8601": "I",
    },
  });
  const [operand, extra] = operands;
  const text = values.get("d");
  const file = values.get("r");
  const node = file === undefined ? undefined : system.files.nodes.get(system.absolute(file));
  if (file !== undefined && node === undefined) {
    complainOf(system, file, "ENOENT");
    return exit(1);
  }
  const time = text === undefined ? (node?.modifiedAt ?? system.now()) : parseDate(text, system.now());
  const iso = isoFormats[values.get("I") ?? ""];
  const wrong =
    trouble ??
    (extra !== undefined
      ? `extra operand '${extra}'`
      : operand !== undefined && !operand.startsWith("+")
        ? `invalid date '${operand}'`
        : values.has("s")
          ? "cannot set date: the world's clock goes by itself, and sleep lets it go on"
          : iso === undefined
            ? `invalid argument '${values.get("I") ?? ""}' for '--iso-8601'`
            : time === null
              ? `invalid date '${text ?? ""}'`
              : null);
  if (wrong !== null || time === null) {
    complain(system, wrong ?? "");
    return exit(1);
  }
  const format = values.has("I") ? iso : flags.has("R") ? "%a, %d %b %Y %H:%M:%S %z" : usual;
  printLine(system, formatted(operand?.slice(1) ?? format ?? usual, time));
  return exit(0);
}

const longDays = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ");
const longMonths =
  "January February March April May June July August September October November December".split(" ");

/** Letters that stand for others together. */
const composed: Readonly<Record<string, string>> = {
  c: "%a %b %e %H:%M:%S %Y",
  D: "%m/%d/%y",
  F: "%Y-%m-%d",
  r: "%I:%M:%S %p",
  R: "%H:%M",
  T: "%H:%M:%S",
  x: "%m/%d/%y",
  X: "%H:%M:%S",
};

/** A time by date's format. A letter that stands for nothing stays as it is, as in GNU's. */
function formatted(format: string, time: number): string {
  return format.replace(/%([-_0]?)([A-Za-z%])/g, (found, padding: string, letter: string) => {
    const whole = composed[letter];
    if (whole !== undefined) return formatted(whole, time);
    const value = valueOf(letter, time);
    if (value === undefined) return found;
    if (typeof value === "string") return value;
    const [number, width, usualPadding] = value;
    const pad = padding === "" ? usualPadding : padding === "_" ? " " : padding;
    return pad === "-" ? String(number) : String(number).padStart(width, pad);
  });
}

/** A text, or a number with its width and what fills that. */
function valueOf(
  letter: string,
  time: number,
): string | readonly [number: number, width: number, padding: string] | undefined {
  const { year, month, day, weekday, hour, minute, second } = calendarOf(time);
  const hour12 = hour % 12 === 0 ? 12 : hour % 12;
  const newYear = secondsOf({ year, month: 1, day: 1 }) ?? 0;
  const yearDay = Math.floor((time - newYear) / 86_400);
  const thursday = time + (3 - ((weekday + 6) % 7)) * 86_400;
  const isoYear = calendarOf(thursday).year;
  const isoNewYear = secondsOf({ year: isoYear, month: 1, day: 1 }) ?? 0;
  switch (letter) {
    case "%":
      return "%";
    case "n":
      return "\n";
    case "t":
      return "\t";
    case "a":
      return weekdayNames[weekday];
    case "A":
      return longDays[weekday];
    case "b":
    case "h":
      return monthNames[month];
    case "B":
      return longMonths[month];
    case "C":
      return [Math.floor(year / 100), 2, "0"];
    case "d":
      return [day, 2, "0"];
    case "e":
      return [day, 2, " "];
    case "g":
      return [isoYear % 100, 2, "0"];
    case "G":
      return [isoYear, 4, "0"];
    case "H":
      return [hour, 2, "0"];
    case "I":
      return [hour12, 2, "0"];
    case "j":
      return [yearDay + 1, 3, "0"];
    case "k":
      return [hour, 2, " "];
    case "l":
      return [hour12, 2, " "];
    case "m":
      return [month + 1, 2, "0"];
    case "M":
      return [minute, 2, "0"];
    case "N":
      return "000000000";
    case "p":
      return hour < 12 ? "AM" : "PM";
    case "P":
      return hour < 12 ? "am" : "pm";
    case "q":
      return [Math.floor(month / 3) + 1, 1, "0"];
    case "s":
      return [Math.floor(time), 1, "0"];
    case "S":
      return [second, 2, "0"];
    case "u":
      return [weekday === 0 ? 7 : weekday, 1, "0"];
    case "U":
      return [Math.floor((yearDay + 7 - weekday) / 7), 2, "0"];
    case "V":
      return [Math.floor((thursday - isoNewYear) / (7 * 86_400)) + 1, 2, "0"];
    case "w":
      return [weekday, 1, "0"];
    case "W":
      return [Math.floor((yearDay + 7 - ((weekday + 6) % 7)) / 7), 2, "0"];
    case "y":
      return [year % 100, 2, "0"];
    case "Y":
      return [year, 4, "0"];
    case "z":
      return "+0000";
    case "Z":
      return "UTC";
    default:
      return undefined;
  }
}
