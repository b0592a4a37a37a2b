import { describe, expect, it } from "vitest";
import { output, smallWorld } from "../../world.test-kit.ts";
import { parseDate, parseStamp } from "./dates.ts";

const now = 1_795_510_800;

describe("a date in words", () => {
  // From GNU date 9.1, with the clock at 2026-11-24 09:00:00 UTC.
  it.each<readonly [string, number | null]>([
    ["@0", 0],
    ["@-1", -1],
    ["2020-01-02", 1_577_923_200],
    ["2020-01-02 03:04:05", 1_577_934_245],
    ["2020-01-02T03:04:05Z", 1_577_934_245],
    ["2020-02-29 00:00 UTC", 1_582_934_400],
    ["Nov 3 2020", 1_604_361_600],
    ["3 Nov 2020 10:30", 1_604_399_400],
    ["10:30", now + 5400],
    ["now", now],
    ["", now - 9 * 3600],
    ["today", now],
    ["yesterday", now - 86_400],
    ["tomorrow", now + 86_400],
    ["2 days ago", now - 172_800],
    ["+1 hour", now + 3600],
    ["2020-01-02 1 week ago", 1_577_318_400],
    ["2020-13-01", null],
    ["2020-02-30", null],
    ["25:00", null],
    ["foo", null],
    ["Foo 3 2020", null],
  ])("%s", (text, seconds) => {
    expect(parseDate(text, now)).toBe(seconds);
  });

  it.each<readonly [string, number | null]>([
    ["202001020304.05", 1_577_934_245],
    ["2001020304", 1_577_934_240],
    ["7001020304", 97_440],
    ["11240900", now],
    ["12", null],
    ["13010000", null],
  ])("touch -t %s", (text, seconds) => {
    expect(parseStamp(text, now)).toBe(seconds);
  });
});

describe("date and touch", () => {
  // From GNU coreutils 9.1.
  it.each<readonly [string, readonly string[]]>([
    ["date -u -d @0; date -ud @0 +%F", ["Thu Jan  1 00:00:00 UTC 1970", "1970-01-01"]],
    ["date +%Y; date '+%d/%m %H:%M'", ["2026", "24/11 09:00"]],
    [
      "date -d @0 '+%a %A %b %B %c %C %d %D %e %F %g %G %h %H %I %j %k %l %m %M'",
      [
        "Thu Thursday Jan January Thu Jan  1 00:00:00 1970 19 01 01/01/70  1 1970-01-01 70 1970 Jan 00 12 001  0 12 01 00",
      ],
    ],
    [
      "date -d @0 '+%p %P %r %R %s %S %T %u %w %x %X %y %Y %z %Z %% %Q %-d %_d %N %q'",
      ["AM am 12:00:00 AM 00:00 0 00 00:00:00 4 4 01/01/70 00:00:00 70 1970 +0000 UTC % %Q 1  1 000000000 1"],
    ],
    ["date '+%U %V %W' -d 2021-01-01; date -d 2024-12-30 +%G-%V-%j", ["00 53 00", "2025-01-365"]],
    [
      "date -R -d @0; date -I -d @0; date -Iseconds -d @0",
      ["Thu, 01 Jan 1970 00:00:00 +0000", "1970-01-01", "1970-01-01T00:00:00+00:00"],
    ],
    [
      "date -d foo; echo $?; date 12; date +%s +%Y",
      ["date: invalid date 'foo'", "1", "date: invalid date '12'", "date: extra operand '+%Y'"],
    ],
    [
      "date -z; date -s 2020-01-01",
      [
        "date: invalid option -- 'z'",
        "date: cannot set date: the world's clock goes by itself, and sleep lets it go on",
      ],
    ],
    [
      "touch -t 202001020304 f; date -r f; touch -r f g; date -r g +%s; date -r no",
      ["Thu Jan  2 03:04:00 UTC 2020", "1577934240", "date: no: No such file or directory"],
    ],
    [
      "touch -d foo f; touch -t 12 f; touch; touch -z f; ls",
      [
        "touch: invalid date format 'foo'",
        "touch: invalid date format '12'",
        "touch: missing file operand",
        "touch: invalid option -- 'z'",
      ],
    ],
    ["touch -c f; ls; touch no/f", ["touch: cannot touch 'no/f': No such file or directory"]],
  ])("%s", (line, printed) => {
    expect(output(smallWorld(), line)).toEqual(printed);
  });
});
