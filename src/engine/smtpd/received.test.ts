import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { date822fmt } from "../datetime/index.ts";
import { PROFILES } from "./profiles.ts";
import { received } from "./received.ts";

describe("the date", () => {
  test.each<[seconds: number, date: string]>([
    [0, "1 Jan 1970 00:00:00 -0000"],
    [812090814, "26 Sep 1995 04:46:54 -0000"],
    [951782400, "29 Feb 2000 00:00:00 -0000"],
    [951868799, "29 Feb 2000 23:59:59 -0000"],
    [4107542400, "1 Mar 2100 00:00:00 -0000"],
    [-1, "31 Dec 1969 23:59:59 -0000"],
  ])("of %i is %s", (seconds, date) => {
    expect(date822fmt(seconds)).toBe(date);
  });

  test("is the calendar's for any second of four thousand years", () => {
    fc.assert(
      fc.property(fc.integer({ min: -62_135_596_800, max: 64_060_588_800 }), (seconds) => {
        const [, day, month, year, clock] = new Date(seconds * 1000).toUTCString().split(" ");
        expect(date822fmt(seconds)).toBe(`${Number(day)} ${month} ${Number(year)} ${clock} -0000`);
      }),
    );
  });
});

describe("a Received line", () => {
  const hop = {
    protocol: "SMTP",
    local: "mail.example.com",
    remoteip: "192.0.2.9",
    remotehost: "unknown",
    remoteinfo: null,
    helo: null,
    seconds: 0,
  } as const;
  const { unsafe } = PROFILES["qmail-1.03"];

  test("tells no more than is known", () => {
    expect(received(hop, unsafe)).toBe(
      "Received: from unknown (192.0.2.9)\n  by mail.example.com with SMTP; 1 Jan 1970 00:00:00 -0000\n",
    );
  });

  test("tells the name that the client gives itself, and the user", () => {
    expect(received({ ...hop, helo: "", remoteinfo: "joe" }, unsafe)).toContain(
      "from unknown (HELO ) (joe@192.0.2.9)",
    );
  });

  test("shows what could mislead as question marks", () => {
    const helo = "a.@%+/=:-Z9[](x) \xe9\n";
    expect(received({ ...hop, helo }, unsafe)).toContain("(HELO a.@%+/=:-Z9???x????)");
    expect(received({ ...hop, helo }, PROFILES["notqmail-1.09"].unsafe)).toContain("Z9[]?x????)");
  });
});
