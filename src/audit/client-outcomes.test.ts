import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bytesOf } from "../engine/bytes/index.ts";
import { openCdb } from "../engine/cdb/index.ts";
import { compileRules, rules } from "../engine/tcprules/index.ts";
import { addressText, keyRange, parseRange, rangesOutside, rangeText } from "./addresses.ts";
import { clientOutcomes } from "./client-outcomes.ts";

function compile(text: string): Uint8Array {
  const compiled = compileRules(bytesOf(text));
  if (compiled.kind !== "compiled") throw new Error(text);
  return compiled.cdb;
}

function relaying(text: string): readonly string[] {
  return (clientOutcomes(compile(text)) ?? []).filter(({ outcome }) => outcome === "relays").map(rangeText);
}

describe("who may relay by compiled rules", () => {
  it.each([
    ["", []],
    [':allow,RELAYCLIENT=""\n', ["0.0.0.0-255.255.255.255"]],
    ['127.:allow,RELAYCLIENT=""\n', ["127.0.0.0-127.255.255.255"]],
    ['192.168.5.10:allow,RELAYCLIENT="no"\n', ["192.168.5.10"]],
    ['10.:allow,RELAYCLIENT=""\n10.0.0.7:allow\n', ["10.0.0.0-10.0.0.6", "10.0.0.8-10.255.255.255"]],
    ['203.0.113.64-95:allow,RELAYCLIENT=""\n', ["203.0.113.64-203.0.113.95"]],
    ['255.255.255.255:allow,RELAYCLIENT=""\n', ["255.255.255.255"]],
    // None of these is an address that a client can have.
    ['10.0.0:allow,RELAYCLIENT=""\n10.0.0.0/8:allow,RELAYCLIENT=""\n010.:allow,RELAYCLIENT=""\n', []],
    ['10.:deny,RELAYCLIENT=""\n', []],
    ['10.:allow,relayclient=""\n', []],
  ])("%j", (text, ranges) => {
    expect(relaying(text)).toEqual(ranges);
  });

  it("covers all addresses once, and agrees with a look-up at every border and at random", () => {
    const number = fc.integer({ min: 0, max: 255 });
    const key = fc
      .tuple(number, number, number, number, fc.integer({ min: 0, max: 4 }))
      .map(([a, b, c, d, length]) =>
        length === 4
          ? `${a}.${b}.${c}.${d}`
          : [a, b, c]
              .slice(0, length)
              .map((n) => `${n}.`)
              .join(""),
      );
    const verdict = fc.constantFrom("allow", "deny", 'allow,RELAYCLIENT=""');
    fc.assert(
      fc.property(
        fc.array(fc.tuple(key, verdict), { maxLength: 12 }),
        fc.array(number, { minLength: 4, maxLength: 4 }),
        (lines, random) => {
          const bytes = compile(lines.map(([address, what]) => `${address}:${what}\n`).join(""));
          const outcomes = clientOutcomes(bytes) ?? [];
          expect(outcomes[0]?.first).toBe(0);
          expect(outcomes.at(-1)?.last).toBe(2 ** 32 - 1);
          const borders = lines.flatMap(([address]) => {
            const range = keyRange(address);
            return range === null ? [] : [range.first - 1, range.first, range.last, range.last + 1];
          });
          const tried = [...borders, random.reduce((sum, part) => sum * 256 + part, 0)];
          for (const address of tried.filter((one) => one >= 0 && one < 2 ** 32)) {
            const client = { remoteIp: addressText(address), remoteHost: null, remoteInfo: null };
            const finding = rules({ cdb: openCdb(bytes), origin: null }, client, () => undefined);
            const instructions = finding.kind === "rule" ? finding.instructions : [];
            const isDenied = instructions.some(({ kind }) => kind === "deny");
            const wanted = isDenied ? "denied" : instructions.length > 0 ? "relays" : "allowed";
            const found = outcomes.filter(({ first, last }) => first <= address && address <= last);
            expect(found.map(({ outcome }) => outcome)).toEqual([wanted]);
          }
        },
      ),
    );
  });

  it("is null for a file that is no cdb", () => {
    expect(clientOutcomes(bytesOf("x".repeat(3000)))).toBeNull();
  });
});

describe("ranges", () => {
  it.each([
    ["192.0.2.25", "192.0.2.25"],
    ["192.168.5.0/24", "192.168.5.0-192.168.5.255"],
    ["0.0.0.0/0", "0.0.0.0-255.255.255.255"],
    ["203.0.113.64-203.0.113.95", "203.0.113.64-203.0.113.95"],
  ])("%s is %s", (text, range) => {
    const parsed = parseRange(text);
    expect(parsed === null ? null : rangeText(parsed)).toBe(range);
  });

  it.each(["192.168.5", "192.168.5.1/24", "1.2.3.4/33", "1.2.3.9-1.2.3.4", "256.1.1.1", "01.2.3.4", "", "x"])(
    "%j is no range",
    (text) => {
      expect(parseRange(text)).toBeNull();
    },
  );

  it("leaves what is in none of the others", () => {
    const range = (text: string) => parseRange(text) ?? { first: 0, last: 0 };
    const outside = (ranges: readonly string[], others: readonly string[]) =>
      rangesOutside(ranges.map(range), others.map(range)).map(rangeText);
    expect(outside(["10.0.0.0/8"], ["10.1.0.0/16", "10.0.0.0/16"])).toEqual(["10.2.0.0-10.255.255.255"]);
    expect(outside(["10.0.0.0/8"], ["0.0.0.0/0"])).toEqual([]);
    expect(outside(["10.0.0.1"], [])).toEqual(["10.0.0.1"]);
    expect(outside(["10.0.0.0-10.0.0.9"], ["10.0.0.4"])).toEqual(["10.0.0.0-10.0.0.3", "10.0.0.5-10.0.0.9"]);
  });
});
