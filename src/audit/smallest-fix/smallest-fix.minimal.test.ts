import fc from "fast-check";
import { expect, it } from "vitest";
import { bytesOf } from "../../engine/bytes/index.ts";
import { addressNumber, audit, clientRanges, usualDoor, type AddressRange } from "../index.ts";
import { given } from "../findings/findings.test-kit.ts";
import { smallestFix } from "./index.ts";
import { joined } from "./wanted.ts";

// All edits of one line, out of few addresses, are tried here by brute force.

const says = ["allow", "deny", 'allow,RELAYCLIENT=""'] as const;
const singles = ["", "10.", "10.0.", "10.0.0.", "10.0.0.0", "10.0.0.1", "10.0.0.2", "10.0.0.3"];
const keys = [...singles, "10.0.0.0-1", "10.0.0.0-2", "10.0.0.0-3", "10.0.0.1-2", "10.0.0.1-3", "10.0.0.2-3"];
const lines = keys.flatMap((key) => says.map((what) => `${key}:${what}`));

/** None hides another, since what comes to light when one goes isn't counted with. */
const rules = fc
  .array(fc.constantFrom(...lines), { maxLength: 5 })
  .filter((text) => repeatedKeys(text) === 0);
const relaying = fc
  .array(fc.constantFrom("10.0.0.0", "10.0.0.1", "10.0.0.2", "10.0.0.3"), { maxLength: 4 })
  .map((addresses) =>
    joined(
      addresses.map((address): AddressRange => {
        const first = addressNumber(address) ?? 0;
        return { first, last: first };
      }),
    ),
  );

function relayingBy(text: readonly string[]): readonly AddressRange[] {
  const { clients } = audit(given({ rules: text.map((line) => `${line}\n`).join("") }), usualDoor);
  return clients === null ? [] : joined(clientRanges(clients.addresses, "relays"));
}

/** Lines more, less, with another verdict, narrower or wider; not such as hide a rule, or a part of one. */
function editsOfOneLine(text: readonly string[]): readonly (readonly string[])[] {
  return [...anyEdits(text)].filter((edited) => repeatedKeys(edited) <= repeatedKeys(text));
}

/** How many keys of rules have another rule in front that counts. */
function repeatedKeys(text: readonly string[]): number {
  const all = text.flatMap((line) => {
    const [key = ""] = line.split(":");
    const [, low, high] = /^10\.0\.0\.(\d)-(\d)$/.exec(key) ?? [];
    if (low === undefined) return [key];
    return [0, 1, 2, 3]
      .filter((one) => one >= Number(low) && one <= Number(high))
      .map((one) => `10.0.0.${one}`);
  });
  return all.length - new Set(all).size;
}

function* anyEdits(text: readonly string[]): Generator<readonly string[], void> {
  for (const line of lines) yield [...text, line];
  for (const [at, old] of text.entries()) {
    yield text.toSpliced(at, 1);
    const [key = "", what] = old.split(":");
    for (const line of lines) {
      const [otherKey = "", otherWhat] = line.split(":");
      const isOtherSize = what === otherWhat && (isWithin(key, otherKey) || isWithin(otherKey, key));
      if (key === otherKey || isOtherSize) yield text.with(at, line);
    }
  }
}

/** Whether each rule of one line's address is one of the other's as well. */
function isWithin(key: string, other: string): boolean {
  const [, low, high = low] = /^10\.0\.0\.(\d)(?:-(\d))?$/.exec(key) ?? [];
  const [, otherLow, otherHigh = otherLow] = /^10\.0\.0\.(\d)(?:-(\d))?$/.exec(other) ?? [];
  if (low === undefined || otherLow === undefined) return false;
  return Number(low) >= Number(otherLow) && Number(high) <= Number(otherHigh);
}

it("where the fix for a relay set changes several lines, and no rule hides another, no edit of one line that hides none does it", () => {
  let several = 0;
  fc.assert(
    fc.property(rules, relaying, (text, ranges) => {
      const fix = smallestFix(
        given({ rules: text.map((line) => `${line}\n`).join("") }),
        { kind: "relay set", ranges },
        usualDoor,
      );
      if (fix.kind !== "found") return;
      const [{ size }] = fix.candidates;
      if (size.lines < 2) return;
      several++;
      const wanted = JSON.stringify(ranges);
      for (const edited of editsOfOneLine(text))
        if (JSON.stringify(relayingBy(edited)) === wanted) throw new Error(JSON.stringify(edited));
    }),
    { numRuns: 60 },
  );
  expect(several).toBeGreaterThan(0);
});

it("counts the bytes that come and go", () => {
  const fix = smallestFix(
    given({ rules: '10.0.0.0-3:allow,RELAYCLIENT=""\n' }),
    { kind: "relay set", ranges: [{ first: 0x0a000000, last: 0x0a000002 }] },
    usualDoor,
  );
  expect(fix.kind === "found" ? fix.candidates[0].size : fix).toEqual({
    lines: 1,
    bytes: bytesOf("32").length,
  });
});
