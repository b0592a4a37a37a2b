import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

/** Confusions that this world can't hold yet, with what they need. */
const waiting: Readonly<Record<number, string>> = {
  57: "POP before SMTP",
  58: "POP before SMTP",
  59: "POP before SMTP",
  60: "POP before SMTP",
  61: "POP before SMTP",
  64: "checkpassword",
  67: "the tarpit patch",
};

/** How many confusions there are: docs/confusions.md lists them. */
const total = 82;

it("plays every confusion that the world can hold, and lists the others with their reason", () => {
  const files = readdirSync(new URL(".", import.meta.url)).filter(
    (name) => name.endsWith(".test.ts") && name !== "coverage.test.ts",
  );
  const played = files.flatMap((name) => {
    const text = readFileSync(new URL(name, import.meta.url), "utf8");
    return [...text.matchAll(/["'](\d+)\. /g)].map(([, number]) => Number(number));
  });
  const numbers = [...new Set([...played, ...Object.keys(waiting).map(Number)])].sort((a, b) => a - b);
  expect(numbers).toEqual(Array.from({ length: total }, (_, index) => index + 1));
  expect(played.filter((number) => number in waiting)).toEqual([]);
});
